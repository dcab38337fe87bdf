import { createFlowEndpoint, generateFlowKeys } from "@openwaba/flows/endpoint";
import { createMediaClient, downloadMedia, uploadMedia } from "@openwaba/media";
import { createMessagesClient } from "@openwaba/messages";
import { addPhoneNumber, createPreverifiedNumbersClient, listPreverifiedNumbers } from "@openwaba/preverified-numbers";
import { GraphConnectionError, GraphError, paginate, unwrap } from "@openwaba/runtime";
import { signWebhook, verifySignature } from "@openwaba/webhooks";
import { createWhatsAppClient, sendMessage } from "openwaba";

/** Where the user's program finds the Graph API. */
export interface Target {
  baseUrl: string;
  mediaUrl: string;
  accessToken: string;
  business_id: string;
}

const phone_number_id = "108110225544001";
const picture = Uint8Array.from({ length: 1000 }, (_, index) => index % 251);

/** What users do with the packages. Each function throws on failure. */
const programs: Record<string, (target: Target) => Promise<void>> = {
  async calls({ business_id, ...target }) {
    const client = numbersClient(target);
    await add(client, business_id, ["+15550100001"]);
    const query = { fields: ["phone_number"] } as const;
    const { data } = unwrap(
      await client.GET("/{business_id}/preverified_numbers", { params: { path: { business_id }, query } }),
    );
    expectSame(
      data?.map(({ phone_number }) => phone_number),
      ["+15550100001"],
    );
  },

  async lists({ business_id, ...target }) {
    const client = numbersClient(target);
    await add(client, business_id, ["+15550100002", "+15550100003"]);
    const params = { path: { business_id }, query: { limit: 1, fields: ["phone_number"] as const } };
    const seen: unknown[] = [];
    for await (const { phone_number } of paginate(client, "/{business_id}/preverified_numbers", { params }))
      seen.push(phone_number);
    expectSame(seen.toSorted(), ["+15550100001", "+15550100002", "+15550100003"]);
  },

  async errors({ business_id, ...target }) {
    const params = { path: { business_id } };
    const answer = await numbersClient(target).POST("/{business_id}/add_phone_numbers", {
      params,
      body: { phone_number: "none" },
    });
    const thrown = await Promise.resolve(answer)
      .then(unwrap)
      .catch((error: unknown) => error);
    expectSame(thrown instanceof GraphError && [thrown.code, thrown.status, answer.error?.error.code], [100, 400, 100]);
  },

  async messages({ accessToken, ...target }) {
    const client = createMessagesClient({ auth: accessToken, baseUrl: target.baseUrl });
    const body = {
      messaging_product: "whatsapp",
      to: "+15550123456",
      type: "text",
      text: { body: "Your table is ready" },
    } as const;
    const sent = unwrap(
      await client.POST("/{phone_number_id}/messages", { params: { path: { phone_number_id } }, body }),
    );
    expectSame("messages" in sent && sent.messages[0]?.id.startsWith("wamid."), true);
  },

  async functions({ business_id, ...target }) {
    const numbers = numbersClient(target).with({ ids: { business_id } });
    await addPhoneNumber(numbers, { phone_number: "+15550100004" });
    const query = { limit: 1, fields: ["phone_number"] } as const;
    expectSame((await listPreverifiedNumbers(numbers, query)).data.length, 1);
    const all = await listPreverifiedNumbers(numbers, query).toArray();
    expectSame(all.at(-1)?.phone_number, "+15550100004");
    const thrown = await addPhoneNumber(numbers, { phone_number: "none" }).catch((error: unknown) => error);
    expectSame(thrown instanceof GraphError && thrown.code, 100);

    const client = createWhatsAppClient({
      auth: target.accessToken,
      baseUrl: target.baseUrl,
      ids: { phone_number_id },
    });
    const sent = await sendMessage(client, { to: "+15550123456", text: { body: "Your table is ready" } });
    expectSame(sent.messages[0]?.id.startsWith("wamid."), true);
  },

  async webhooks() {
    const signed = await signWebhook({ object: "whatsapp_business_account", entry: [] }, "secret");
    const check = (secret: string) => verifySignature(signed.body, signed.headers["x-hub-signature-256"], secret);
    expectSame([await check("secret"), await check("other")], [true, false]);
  },

  async "flow endpoints"() {
    const { privateKey, publicKey } = await generateFlowKeys();
    const appSecret = "secret";
    const endpoint = createFlowEndpoint({ privateKey, appSecret, on: { INIT: () => ({ screen: "DAY" }) } });
    const ask = async (action: string, secret: string) => {
      const phone = await encryptAsPhone(publicKey, { version: "3.0", action, flow_token: "1" });
      const { body, headers } = await signWebhook(phone.request as never, secret); // it signs any JSON
      const response = await endpoint(new Request("https://example.com/flow", { method: "POST", body, headers }));
      return response.ok ? phone.decrypt(await response.text()) : response.status;
    };
    expectSame(
      [await ask("ping", appSecret), await ask("INIT", appSecret), await ask("ping", "other")],
      [{ data: { status: "active" } }, { screen: "DAY" }, 432],
    );
  },

  async uploads(target) {
    const { id } = await uploadMedia(mediaClient(target), {
      phone_number_id,
      file: new Blob([picture], { type: "image/jpeg" }),
    });
    expectSame(/^\d+$/.test(id), true);
  },

  async "uploads of streams"(target) {
    const file = new Blob([picture]).stream();
    const upload = { phone_number_id, file, type: "image/jpeg", size: picture.length };
    expectSame(/^\d+$/.test((await uploadMedia(mediaClient(target), upload)).id), true);
  },

  async downloads(target) {
    const client = mediaClient(target);
    const { id } = await uploadMedia(client, { phone_number_id, file: picture, type: "image/jpeg" });
    const file = await downloadMedia(client, { media_id: id });
    expectSame([...(await file.bytes())], [...picture]);
  },
};

/** Capability → "✓" or the error. */
export async function tryCapabilities(target: Target): Promise<Record<string, string>> {
  await fetch(`${target.baseUrl}/_sandbox/reset`, { method: "POST" });
  const results: Record<string, string> = {};
  for (const [capability, program] of Object.entries(programs)) {
    try {
      await program(target);
      results[capability] = "✓";
    } catch (error) {
      results[capability] = describe(error);
    }
  }
  return results;
}

function describe(error: unknown): string {
  if (error instanceof GraphConnectionError) return error.reason;
  return error instanceof Error ? error.message : String(error);
}

/** What a phone sends to the endpoint of a flow, and how it reads the response. */
async function encryptAsPhone(pem: string, request: object) {
  const spki = bytesOf(pem.replaceAll(/-----[^-]+-----|\s/g, ""));
  const rsa = await crypto.subtle.importKey("spki", spki, { name: "RSA-OAEP", hash: "SHA-256" }, false, ["encrypt"]);
  const raw = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(16));
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  const data = new TextEncoder().encode(JSON.stringify(request));
  return {
    request: {
      encrypted_flow_data: textOf(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, data)),
      encrypted_aes_key: textOf(await crypto.subtle.encrypt("RSA-OAEP", rsa, raw)),
      initial_vector: textOf(iv.buffer),
    },
    async decrypt(text: string): Promise<unknown> {
      const inverted = { name: "AES-GCM", iv: iv.map((byte) => byte ^ 0xff) };
      const plaintext = await crypto.subtle.decrypt(inverted, key, bytesOf(text));
      return JSON.parse(new TextDecoder().decode(plaintext));
    },
  };
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function textOf(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}

function numbersClient({ baseUrl, accessToken }: Omit<Target, "business_id">) {
  return createPreverifiedNumbersClient({ auth: accessToken, baseUrl });
}

function mediaClient({ baseUrl, mediaUrl, accessToken }: Target) {
  return createMediaClient({ auth: accessToken, baseUrl, mediaOrigins: [mediaUrl], retry: false });
}

async function add(client: ReturnType<typeof numbersClient>, business_id: string, numbers: string[]): Promise<void> {
  for (const phone_number of numbers) {
    unwrap(
      await client.POST("/{business_id}/add_phone_numbers", {
        params: { path: { business_id } },
        body: { phone_number },
      }),
    );
  }
}

function expectSame(actual: unknown, expected: unknown): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    throw new Error(`expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
  }
}
