import { expect, test } from "vitest";
import { addressOf, bodyOf, operationsIn, versions } from "./every-write.test-support.ts";
import { createDomains } from "./platform/domains.ts";
import { contextOf, startSandbox } from "./sandbox.test-support.ts";
import { unversioned } from "./server/operations.ts";

/** The operations that return the example of their document, and why that is right. */
const byExample: Readonly<Record<string, string>> = {
  checkMessagingFeatures: "the platform does not publish which features there are, and what it returns",
  createMessageSample: "the platform does not publish what it is for, and what it returns",
  getTemplatePerformanceMetrics: "the platform does not publish what an item has: the list is empty",
  sendEncryptedMessage: "the sandbox has no key to read the message with, or to encrypt the response",
};

/** The operation that another server answers. */
const elsewhere = "downloadMedia";

test("every other operation has a handler", () => {
  const handled = new Set(
    createDomains(contextOf({})).flatMap(({ handlers, receivers = {} }) => [
      ...Object.keys(handlers),
      ...Object.keys(receivers),
    ]),
  );
  const all = new Set([...versions, unversioned].flatMap((version) => [...operationsIn(version).keys()]));
  expect(all.size).toBeGreaterThan(200);
  expect([...all].filter((name) => !handled.has(name)).toSorted()).toEqual(
    [...Object.keys(byExample), elsewhere].toSorted(),
  );
});

test.each(Object.entries(byExample))("%s returns its example: %s", async (operationId) => {
  const { call } = await startSandbox();
  const documented = operationsIn("v25.0").get(operationId);
  if (!documented) throw new Error(`there is no operation ${operationId}`);
  const body = bodyOf(documented);
  const { method, operation } = documented;
  const answer = await call(method, addressOf(documented), body === undefined ? {} : { body });
  expect(answer).toMatchObject({ status: 200, body: operation.response.example });
});
