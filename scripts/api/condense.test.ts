import { expect, test } from "vitest";
import { condense } from "./condense.ts";

const report = (code: string) =>
  `## API Report File for "book"\n\n> Do not edit.\n\n\`\`\`ts\n\n${code}\n\n// (No @packageDocumentation comment for this package)\n\n\`\`\`\n`;

test("condense() leaves out remarks on comments, which are not part of an API", () => {
  const code =
    "// @public (undocumented)\nexport interface Book {\n    // (undocumented)\n    id: string;\n}\n\n// @public\nexport type Id = string;";
  expect(condense(report(code))).toBe("export interface Book {\n    id: string;\n}\n\nexport type Id = string;");
});

test("condense() leaves out generated modules with everything in them, and nothing else", () => {
  const code = [
    "type $defs = Record<string, never>;",
    "declare namespace books {\n    export {\n        paths,\n        $defs\n    }\n}",
    "declare namespace shelves {\n    export {\n        paths_2 as paths\n    }\n}",
    "interface paths {\n    x: 1;\n}",
    "interface paths_2 {\n    y: 1;\n}",
    "interface paths_3 {\n    z: 1;\n}",
    "export interface PathsV25 extends books.paths, shelves.paths {\n}",
  ].join("\n\n");
  expect(condense(report(code))).toBe(
    "interface paths_3 {\n    z: 1;\n}\n\nexport interface PathsV25 extends books.paths, shelves.paths {\n}",
  );
});
