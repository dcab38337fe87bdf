import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listPackages } from "../specs/packages.ts";
import { missingInstalls } from "./installs.ts";

const root = join(import.meta.dirname, "../..");
const readmes = ["README.md", ...(await listPackages(root)).map((name) => `packages/${name}/README.md`)];
const code = (text: string, language = "ts") => `\`\`\`${language}\n${text}\n\`\`\`\n`;

test("an import that no install line names is missing, in every form of an import", () => {
  const readme = [
    "Run `npm install --save-dev one @scope/two@2`:\n",
    code(
      'import { one } from "one/part";\nimport type { two } from "@scope/two/part";\nimport "./local.ts";\nimport { readFile } from "node:fs/promises";',
    ),
    code('import {\n  three,\n} from "three";\nimport "four";\nconst five = await import("@scope/five");'),
    code('const six = require("six");', "js"),
    code('import from "prose"', "yaml"),
  ];
  expect(missingInstalls(readme.join("\n"))).toEqual(["three", "four", "@scope/five", "six"]);
});

test("a package is missing if it is installed only after its import", () => {
  const readme = `${code('import { one } from "one";')}\n\`npm install one\`\n`;
  expect(missingInstalls(readme)).toEqual(["one"]);
  expect(missingInstalls(`\`npm install one\`\n\n${readme}`)).toEqual([]);
});

test.each(readmes)("the install lines of %s name everything that its code imports", async (file) => {
  expect(missingInstalls(await readFile(join(root, file), "utf8"))).toEqual([]);
});
