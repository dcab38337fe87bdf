import type { Plugin } from "@redocly/openapi-core";
import { enumsOpenInAnswers } from "./enums-open-in-answers.ts";
import { errorsShared } from "./errors-shared.ts";
import { examplesPresent } from "./examples-present.ts";
import { externalDocs } from "./external-docs.ts";
import { fieldsTyped } from "./fields-typed.ts";
import { fileName } from "./file-name.ts";
import { graphVersions } from "./graph-versions.ts";
import { idsAreStrings } from "./ids-are-strings.ts";
import { operationId } from "./operation-id.ts";
import { pagingShared } from "./paging-shared.ts";
import { parametersAsJson } from "./parameters-as-json.ts";
import { pathParametersSnakeCase } from "./path-parameters-snake-case.ts";
import { propertiesDescribed } from "./properties-described.ts";
import { prose } from "./prose.ts";
import { unionMembersTitled } from "./union-members-titled.ts";

const id = "openwaba";

const rulesOfDocument = {
  "enums-open-in-answers": enumsOpenInAnswers,
  "examples-present": examplesPresent,
  "external-docs": externalDocs,
  "fields-typed": fieldsTyped,
  "ids-are-strings": idsAreStrings,
  "parameters-as-json": parametersAsJson,
  "path-parameters-snake-case": pathParametersSnakeCase,
  "properties-described": propertiesDescribed,
  prose,
  "union-members-titled": unionMembersTitled,
};

// these also read the files around the document
const rulesOfFolder = {
  "errors-shared": errorsShared,
  "file-name": fileName,
  "graph-versions": graphVersions,
  "operation-id": operationId,
  "paging-shared": pagingShared,
};

/**
 * Redocly plugin with rules for OpenAPI documents of the Graph API. `extends: [openwaba/recommended]` turns on, as
 * errors, those that look at one document; `openwaba/all` adds those that presume a folder of documents with shared parts.
 */
export default function openwaba(): Plugin {
  const rules = { ...rulesOfDocument, ...rulesOfFolder };
  const configs = { all: configOf(rules), recommended: configOf(rulesOfDocument) };
  return { id, rules: { oas3: rules }, configs };
}

function configOf(rules: object) {
  return { rules: Object.fromEntries(Object.keys(rules).map((name) => [`${id}/${name}`, "error" as const])) };
}
