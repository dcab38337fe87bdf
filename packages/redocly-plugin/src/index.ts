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

const id = "openwaba";

const rules = {
  "enums-open-in-answers": enumsOpenInAnswers,
  "errors-shared": errorsShared,
  "examples-present": examplesPresent,
  "external-docs": externalDocs,
  "fields-typed": fieldsTyped,
  "file-name": fileName,
  "graph-versions": graphVersions,
  "ids-are-strings": idsAreStrings,
  "operation-id": operationId,
  "paging-shared": pagingShared,
  "parameters-as-json": parametersAsJson,
  "path-parameters-snake-case": pathParametersSnakeCase,
};

/** Redocly plugin; `extends: [openwaba/all]` turns every rule on as an error. */
export default function openwaba(): Plugin {
  const all = Object.fromEntries(Object.keys(rules).map((name) => [`${id}/${name}`, "error" as const]));
  return { id, rules: { oas3: rules }, configs: { all: { rules: all } } };
}
