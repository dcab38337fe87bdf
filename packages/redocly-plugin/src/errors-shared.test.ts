import { describe, expect, it } from "vitest";
import { problemsOf } from "./lib/lint.test-support.ts";

const problems = (responses: object) =>
  problemsOf("errors-shared", {
    "things/parts.yaml": {
      paths: { "/parts": { get: { responses } } },
      components: { responses: { Own: { description: "Wrong" } } },
    },
  });
const shared = { $ref: "../shared/errors.yaml#/components/responses/BadRequest" };
const responses = "things/parts.yaml#/paths/~1parts/get/responses";

describe("errors-shared", () => {
  it("reports an operation without a 4xx response", async () => {
    expect(await problems({ "200": { description: "Right" }, "500": shared })).toEqual([
      `${responses}: Describe the errors of GET /parts: it has no 4xx response`,
    ]);
  });

  it("reports an error that is written out or refers elsewhere", async () => {
    for (const response of [{ description: "Wrong" }, { $ref: "#/components/responses/Own" }]) {
      for (const status of ["404", "4XX", "500", "5XX", "default"]) {
        expect(await problems({ "400": shared, [status]: response })).toEqual([
          `${responses}/${status}: Write response ${status} of GET /parts as a $ref to ../shared/errors.yaml: all documents share one error schema`,
        ]);
      }
    }
  });

  it("accepts errors that refer to the shared ones", async () => {
    expect(await problems({ "200": { description: "Right" }, "400": shared, "500": shared, default: shared })).toEqual(
      [],
    );
  });

  it("ignores the responses to webhooks, which the receiver defines", async () => {
    const webhooks = { arrived: { post: { responses: { "500": { description: "Wrong" } } } } };
    expect(await problemsOf("errors-shared", { "webhooks/webhooks.yaml": { webhooks } })).toEqual([]);
  });
});
