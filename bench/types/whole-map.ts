import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import { parse } from "yaml";
import type { PathItem } from "../../scripts/specs/openapi.ts";
import type { Consumer } from "./consumers.ts";

/** Whether the path has a GET that needs only path parameters. */
function takesPathAlone({ get, parameters = [] }: PathItem): boolean {
  const all = [...parameters, ...(get?.parameters ?? [])];
  return get !== undefined && !all.some((parameter) => parameter.in !== "path" && parameter.required);
}

/** The same programs over the types of one OpenAPI file that holds every path, as openapi-fetch uses them. */
export async function writeWholeMap(file: string, folder: string): Promise<Consumer[]> {
  const document = parse(await readFile(file, "utf8"), { maxAliasCount: -1 }) as OpenAPI3;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "map.ts"), astToString(await openapiTS(document, { silent: true })));
  const paths = Object.entries(document.paths ?? {}).filter(([, item]) => takesPathAlone(item as PathItem));
  const calls = paths.slice(0, 20).map(([path]) => {
    const values = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => [name, "1"]);
    return `await client.GET(${JSON.stringify(path)}, ${JSON.stringify({ params: { path: Object.fromEntries(values) } })});`;
  });
  const source = (count: number) =>
    [
      `import createClient from "openapi-fetch";`,
      `import type { paths } from "${join(folder, "map")}";`,
      `const client = createClient<paths>();`,
      ...calls.slice(0, count),
    ].join("\n");
  return [
    { name: "whole map, one call", source: source(1) },
    { name: "whole map, 20 calls", source: source(20) },
  ];
}
