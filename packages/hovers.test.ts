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

/** Longer than others, as their names are: the own one is shown three times, and the path and the list have longer ones. */
const longer: Record<string, number> = {
  listAssignedWhatsappBusinessAccounts: 320,
  listBusinessVerificationSubmissions: 311,
};

test("a call shows the documentation of its function, and its types in few characters", () => {
  const shown = examples.map(({ name }, index) => ({ name, ...hovers[index] }));
  expect(shown.length).toBeGreaterThan(200);
  expect(shown.filter(({ documentation = "" }) => documentation.length < 40)).toEqual([]);
  expect(shown.filter(({ name, types = "" }) => types.length > (longer[name] ?? 300))).toEqual([]);
});
