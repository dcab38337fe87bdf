import { expect, test } from "vitest";
import { startSandbox } from "../sandbox.test-support.ts";
import { OperationTable } from "../server/operations.ts";
import { describeOperation, listOperations } from "./operations.ts";

async function read(url: string, path: string) {
  const response = await fetch(`${url}/_sandbox/operations${path}`);
  return { status: response.status, body: await response.json() };
}

test("every operation is listed once, with the package that calls it", async () => {
  const { sandbox } = await startSandbox();
  const { body } = await read(sandbox.url, "");
  expect(body.data).toContainEqual({
    operationId: "sendMessage",
    method: "POST",
    path: "/{phone_number_id}/messages",
    domain: "messages",
  });
  const ids = body.data.map(({ operationId }: { operationId: string }) => operationId);
  expect(ids).toEqual([...new Set(ids)].toSorted());
  expect(ids).toEqual(expect.arrayContaining(["downloadMedia", "getPhoneNumber", "listPhoneNumbers"]));
});

test("an operation is described, as a version has it", async () => {
  const { sandbox } = await startSandbox();
  expect(await read(sandbox.url, "/sendMessage?version=v25.0")).toMatchObject({
    status: 200,
    body: {
      path: "/{phone_number_id}/messages",
      functions: [
        { name: "sendMessage", constants: { messaging_product: "whatsapp" } },
        {
          name: "markMessageAsRead",
          required: expect.arrayContaining(["message_id"]),
          constants: { messaging_product: "whatsapp", status: "read" },
        },
      ],
      texts: { text: "json" },
      hasWholeBody: false,
      takesBytes: false,
    },
  });
  expect((await read(sandbox.url, "/sendMessage?version=v25.0")).body.texts).not.toHaveProperty("to");
  expect((await read(sandbox.url, "/listPhoneNumbers?version=v25.0")).body.texts).toMatchObject({
    fields: "list",
    filtering: "json",
    limit: "json",
  });
  expect((await read(sandbox.url, "/uploadFileBytes?version=v25.0")).body).toMatchObject({
    functions: [],
    takesBytes: true,
  });
  expect((await read(sandbox.url, "/setOboMobilityIntent?version=v25.0")).body).toMatchObject({ hasWholeBody: true });
  expect((await read(sandbox.url, "/revokeToken?version=v25.0")).body).toMatchObject({ credentials: ["access_token"] });
  expect((await read(sandbox.url, "/createFlow?version=v25.0")).body).toMatchObject({ texts: { categories: "json" } });
  expect(await read(sandbox.url, "/sendMesage?version=v25.0")).toEqual({
    status: 404,
    body: { error: { message: "Cannot return the operation sendMesage: v25.0 has none of this name" } },
  });
});

test("operations of documents without a package have no domain", () => {
  const get = { operationId: "readThing", responses: {} };
  const table = new OperationTable([{ "x-graph-versions": ["v25.0"], paths: { "/thing": { get } } }]);
  expect(listOperations(table)).toEqual([{ operationId: "readThing", method: "GET", path: "/thing" }]);
  expect(describeOperation(table, "v25.0", "readThing")).toMatchObject({
    functions: [{ name: "readThing", required: [], constants: {} }],
  });
});
