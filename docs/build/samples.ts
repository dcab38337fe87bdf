import { readFileSync } from "node:fs";
import { join } from "node:path";

const packages = join(import.meta.dirname, "../../packages");
const sources = new Map<string, string>();

/** Functions that are written by hand, with the calls that show them. */
const handwritten: Readonly<Record<string, { readonly also?: readonly string[]; readonly call: string }>> = {
  uploadMedia: {
    call: `import { openFile } from "@openwaba/media/node";

const file = await openFile("harbour.jpg");
const { id } = await uploadMedia(client, { phone_number_id: "108110225544001", file });`,
  },
  downloadMedia: {
    call: `import { saveMedia } from "@openwaba/media/node";

const file = await downloadMedia(client, { media_id: "1037543291543636" });
await saveMedia(file, "harbour.jpg");`,
  },
  deleteMedia: { call: `await deleteMedia(client, { media_id: "1037543291543636" });` },
};

/** The call of a generated function as a program: the example in its documentation, with what comes before it. */
export function sampleOf(domain: string, name: string): string | undefined {
  const [, factory = ""] = /export const (create\w+Client)\b/.exec(sourceOf(domain, "index.ts")) ?? [];
  const shown = handwritten[name] ?? exampleOf(domain, name);
  if (!shown) return undefined;
  const used = [factory, name, ...(shown.also ?? [])].toSorted();
  const [call = "", ...imports] = shown.call.split("\n\n").toReversed();
  return [
    `import { ${[...new Set(used)].join(", ")} } from "@openwaba/${domain}";`,
    ...imports,
    "",
    `const client = ${factory}({ auth: process.env.WHATSAPP_ACCESS_TOKEN ?? "" });`,
    call,
  ].join("\n");
}

/** The example in the documentation of a generated function, and the functions in it. */
function exampleOf(domain: string, name: string) {
  const operations = sourceOf(domain, "generated/operations.ts");
  const start = operations.search(new RegExp(`^export function ${name}[<(]`, "m"));
  if (start === -1) return undefined;
  const comment = operations.slice(operations.lastIndexOf("/**", start), start);
  const [, example] = comment.split("@example\n");
  if (example === undefined) return undefined;
  const call = example
    .replace(/\s*\*\/\s*$/, "")
    .replaceAll(/^ \* ?/gm, "")
    .trimEnd();
  const functions = [...operations.matchAll(/^export function (\w+)/gm)].flatMap(([, one]) => one ?? []);
  return { also: functions.filter((one) => new RegExp(`\\b${one}\\(`).test(call)), call };
}

function sourceOf(domain: string, file: string): string {
  const path = join(packages, domain, "src", file);
  const source = sources.get(path) ?? readFileSync(path, "utf8");
  sources.set(path, source);
  return source;
}
