import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { readYaml } from "../scripts/specs/read-yaml.ts";

const root = dirname(import.meta.dirname);
const files = globSync("specs/**/*.yaml", { cwd: root }).toSorted();
const isFlowJson = (file: string) => file.startsWith("specs/flows/flow-json/"); // schemas of their own: flow-json.test.ts
const parts = files.filter((file) => file.split("/").length === 4 && !isFlowJson(file));

test.each(files.filter((file) => basename(file) !== "error-codes.yaml"))("%s has at most 1,000 lines", async (file) => {
  const lines = (await readFile(join(root, file), "utf8")).split("\n");
  expect(lines.length - 1, "move schemas and examples into parts: specs/README.md says how").toBeLessThanOrEqual(1000);
});

describe.each(parts)("%s", (part) => {
  test("holds nothing that is not referred to, by its document or for an example by itself", async () => {
    const document = await readFile(join(root, `${dirname(part)}.yaml`), "utf8");
    const text = await readFile(join(root, part), "utf8");
    const { components } = await readYaml<{ components: Record<string, object> }>(join(root, part));
    const file = `${basename(dirname(part))}/${basename(part)}`;
    const own = Object.entries(components).flatMap(([kind, named]) =>
      Object.keys(named).map((name) => `${file}#/components/${kind}/${name}`),
    );
    const byDocument = [...document.matchAll(/\$ref: (\S+)/g)].map(([, target]) => target);
    const byPart = [...text.matchAll(/\$ref: "(#\/components\/examples\/\w+)"/g)].map(
      ([, target]) => `${file}${target}`,
    );
    const referred = new Set([...byDocument, ...byPart]);
    expect(own.filter((reference) => !referred.has(reference))).toEqual([]);
  });
});
