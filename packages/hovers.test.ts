import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { hoversIn } from "../scripts/lib/hovers.ts";

const root = dirname(import.meta.dirname);

/** Each function with the example in its documentation. */
const examples = globSync("packages/*/src/generated/operations.ts", { cwd: root }).flatMap((file) => {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(/\* @example\n((?: \* .*\n)+) \*\/\nexport function (\w+)/g)].map(
    ([, comment = "", name = ""]) => ({ name, code: comment.replaceAll(/^ \* /gm, "") }),
  );
});

const names = examples.map(({ name }) => name);
const program = `import { createWhatsAppClient, ${names.join(", ")} } from "openwaba";
const client = createWhatsAppClient({ auth: "EAAB" });
${examples.map(({ code }) => `{\n${code}}\n`).join("")}`;
const { errors, hovers } = hoversIn(
  root,
  program,
  names.map((name) => `${name}(client`),
);

test("the example of every function compiles", () => {
  expect(errors).toEqual([]);
});

test("a call shows the documentation of its function, and its types in few characters", () => {
  const shown = examples.map(({ name }, index) => ({ name, ...hovers[index] }));
  expect(shown.filter(({ documentation = "" }) => documentation.length < 40)).toEqual([]);
  expect(shown.filter(({ types = "" }) => types.length > 450)).toEqual([]);
  const short = shown.filter(({ types = "" }) => types.length <= 300);
  expect(short.length / shown.length).toBeGreaterThan(0.6); // the others have long names, twice or more
  expect(short.map(({ name }) => name)).toEqual(expect.arrayContaining(["sendMessage", "listQrCodes"]));
});
