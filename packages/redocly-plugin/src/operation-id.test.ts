import { describe, expect, it } from "vitest";
import { type Files, problemsOf } from "./lib/lint.test-support.ts";

const document = (path: string, operation: object) => ({ paths: { [path]: { get: operation } } });
const problems = (files: Files) => problemsOf("operation-id", files);

describe("operation-id", () => {
  it("reports an operation without an id", async () => {
    expect(await problems({ "things/parts.yaml": document("/parts", { summary: "List" }) })).toEqual([
      "things/parts.yaml#/paths/~1parts/get: Add an operationId to GET /parts",
    ]);
  });

  it("reports an id that is not lowerCamel", async () => {
    for (const operationId of ["ListParts", "list_parts", "list-parts", 7]) {
      expect(await problems({ "things/parts.yaml": document("/parts", { operationId }) })).toEqual([
        `things/parts.yaml#/paths/~1parts/get/operationId: Write the operationId ${operationId} in lowerCamelCase: a verb and a noun`,
      ]);
    }
  });

  it("reports one id for two operations, in any two documents of the spec folder", async () => {
    const found = await problems({
      "things/parts.yaml": document("/parts", { operationId: "listParts" }),
      "others/pieces.yaml": document("/pieces", { operationId: "listParts" }),
    });
    expect(found).toEqual([
      "things/parts.yaml#/paths/~1parts/get/operationId: Choose another operationId: listParts already identifies GET /pieces in others/pieces.yaml",
      "others/pieces.yaml#/paths/~1pieces/get/operationId: Choose another operationId: listParts already identifies GET /parts in things/parts.yaml",
    ]);
  });

  it("reports one id for two operations of one document", async () => {
    const paths = { "/parts": { get: { operationId: "parts" }, post: { operationId: "parts" } } };
    expect(await problems({ "things/parts.yaml": { paths } })).toHaveLength(2);
  });

  it("reports one id for an operation and a webhook", async () => {
    const webhooks = { "/parts": { get: { operationId: "parts" } } };
    const found = await problems({
      "things/parts.yaml": document("/parts", { operationId: "parts" }),
      "webhooks/webhooks.yaml": { webhooks },
    });
    expect(found).toHaveLength(2);
  });

  it("reports two ids for one operation", async () => {
    const found = await problems({
      "things/parts.yaml": document("/parts", { operationId: "listParts" }),
      "things/parts.v23.0.yaml": document("/parts", { operationId: "listOldParts" }),
    });
    expect(found).toEqual([
      "things/parts.yaml#/paths/~1parts/get/operationId: Use one operationId for GET /parts: it is listParts here and listOldParts in things/parts.v23.0.yaml",
      "things/parts.v23.0.yaml#/paths/~1parts/get/operationId: Use one operationId for GET /parts: it is listOldParts here and listParts in things/parts.yaml",
    ]);
  });

  it("accepts one id for one operation, whatever versions its documents describe", async () => {
    const found = await problems({
      "things/parts.yaml": document("/parts", { operationId: "listParts" }),
      "things/parts.v23.0.yaml": document("/parts", { operationId: "listParts" }),
      "others/pieces.yaml": document("/pieces", { operationId: "listPieces" }),
    });
    expect(found).toEqual([]);
  });
});
