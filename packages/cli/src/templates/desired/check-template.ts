import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { checkValue, type ValueProblem } from "@openwaba/sandbox/check-value";
import type { GraphVersion } from "@openwaba/runtime";

type Check = (template: unknown) => ValueProblem[];

const require = createRequire(import.meta.url);

/** Checks templates against what `createMessageTemplate` takes in a Graph version. */
export function createTemplateCheck(version: GraphVersion): Check {
  const path = require.resolve(`@openwaba/templates/openapi/${version}/message_templates.json`);
  const document = JSON.parse(readFileSync(path, "utf8"));
  const schema = { $ref: "#/components/schemas/CreateMessageTemplate" };
  return (template) => checkValue(document, schema, template);
}
