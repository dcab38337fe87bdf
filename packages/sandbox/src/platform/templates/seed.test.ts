import { expect, it } from "vitest";
import { World } from "../../world/world.ts";
import { checkDefinition } from "./definition-rules.ts";
import { seededTemplates } from "./seed.ts";

const world = new World();
world.put("flow", undefined, { status: "PUBLISHED" }, "1321230011223344");

it.each(seededTemplates.map((template) => [template.name, template] as const))(
  "%s keeps the rules for templates that are created",
  (_, { category, components, parameter_format, display_format: displayFormat }) => {
    const definition = { category, components, isNamed: parameter_format === "NAMED", displayFormat };
    expect(() => checkDefinition(definition, world)).not.toThrow();
  },
);

it("no two have one name and language", () => {
  const keys = seededTemplates.map(({ name, language }) => `${name} ${language}`);
  expect(new Set(keys).size).toBe(keys.length);
});
