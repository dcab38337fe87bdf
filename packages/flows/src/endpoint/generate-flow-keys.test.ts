import { createPrivateKey, createPublicKey } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createFlowEndpoint } from "./create-flow-endpoint.ts";
import { appSecret, ask } from "./endpoint.test-support.ts";
import { generateFlowKeys } from "./generate-flow-keys.ts";

describe("generateFlowKeys()", () => {
  test.each([{}, { passphrase: "quiet-lantern-harbour" }])(
    "generates keys of an endpoint, with %j",
    async (options) => {
      const { privateKey, publicKey } = await generateFlowKeys(options);
      const title = options.passphrase === undefined ? "PRIVATE KEY" : "ENCRYPTED PRIVATE KEY";
      expect(privateKey.split("\n")[0]).toBe(`-----BEGIN ${title}-----`);
      const publicPart = createPublicKey(publicKey);
      expect(publicPart.asymmetricKeyDetails).toEqual({ modulusLength: 2048, publicExponent: 65_537n });
      // as node:crypto writes them, to the last line break
      expect(publicPart.export({ type: "spki", format: "pem" })).toBe(publicKey);
      const secret = createPrivateKey({ key: privateKey, ...options });
      expect(createPublicKey(secret).equals(publicPart)).toBe(true);
      if (options.passphrase === undefined) expect(secret.export({ type: "pkcs8", format: "pem" })).toBe(privateKey);
      const endpoint = createFlowEndpoint({ privateKey, ...options, appSecret, on: {} });
      expect((await ask(endpoint, { action: "ping" }, publicPart)).status).toBe(200);
    },
  );

  test("throws for an empty passphrase, such as a variable that is not set", async () => {
    await expect(generateFlowKeys({ passphrase: "" })).rejects.toThrow("the passphrase is empty");
  });
});
