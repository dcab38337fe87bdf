/** A user's program and its budget in bytes: bundled, minified and compressed by gzip -9. */
export interface Program {
  name: string;
  /** The folder in `packages/` that it imports from. */
  package: string;
  code: string;
  budget: number;
  /** A promised size that is not yet reached. */
  target?: number;
}

/** Bytes that a tarball may hold, unpacked. */
export interface TarballBudget {
  code: number;
  types: number;
  documents: number;
}

export const programs: readonly Program[] = [
  {
    name: "one call with authorization, retry and paging",
    package: "runtime",
    code: `
      import { createClient, paginate } from "@openwaba/runtime";
      const client = createClient({ auth: globalThis.token });
      for await (const item of paginate(client, "/{waba_id}/phone_numbers", { params: { path: { waba_id: "1" } } })) console.log(item);`,
    budget: 11_800,
    target: 8000,
  },
  {
    name: "a message sent by the client of its domain",
    package: "messages",
    code: `
      import { createMessagesClient } from "@openwaba/messages";
      const client = createMessagesClient({ auth: globalThis.token });
      console.log(await client.POST("/{phone_number_id}/messages", { params: { path: { phone_number_id: "1" } }, body: globalThis.message }));`,
    budget: 11_040,
  },
  {
    name: "a message sent by a function",
    package: "messages",
    code: `
      import { createMessagesClient, sendMessage } from "@openwaba/messages";
      const client = createMessagesClient({ auth: globalThis.token });
      console.log(await sendMessage(client, globalThis.input));`,
    budget: 11_430,
  },
  {
    name: "a message sent by a function of the one package for all",
    package: "umbrella",
    code: `
      import { createWhatsAppClient, sendMessage } from "./dist/index.js";
      const client = createWhatsAppClient({ auth: globalThis.token });
      console.log(await sendMessage(client, globalThis.input));`,
    budget: 11_430,
  },
  {
    name: "`isGraphError` alone",
    package: "runtime",
    code: `
      import { isGraphError } from "@openwaba/runtime";
      console.log(isGraphError(globalThis.error, "throttling"));`,
    budget: 1500,
  },
  {
    name: "`verifySignature` alone",
    package: "webhooks",
    code: `
      import { verifySignature } from "@openwaba/webhooks";
      console.log(await verifySignature(globalThis.body, globalThis.signature, "secret"));`,
    budget: 550,
  },
  {
    name: "`createWebhookHandler` with one handler",
    package: "webhooks",
    code: `
      import { createWebhookHandler } from "@openwaba/webhooks";
      export default createWebhookHandler({ appSecret: "secret", verifyToken: "token", on: { "messages.text": console.log } });`,
    budget: 5850,
  },
  {
    name: "`uploadMedia` with its client",
    package: "media",
    code: `
      import { createMediaClient, uploadMedia } from "@openwaba/media";
      console.log(await uploadMedia(createMediaClient({ auth: globalThis.token }), globalThis.options));`,
    budget: 13_160,
  },
  {
    name: "`createFlowEndpoint` with one handler",
    package: "flows",
    code: `
      import { createFlowEndpoint } from "@openwaba/flows/endpoint";
      export default createFlowEndpoint({ privateKey: globalThis.key, appSecret: "secret", on: { INIT: globalThis.handler } });`,
    budget: 4100,
  },
  {
    name: "`validateFlow` alone",
    package: "flows",
    code: `
      import { validateFlow } from "@openwaba/flows/flow-json";
      console.log(validateFlow(globalThis.text));`,
    budget: 17_400,
  },
  {
    name: "`defineFlow` and `flowMessage`",
    package: "flows",
    code: `
      import { defineFlow, flowMessage } from "@openwaba/flows/flow-json";
      console.log(flowMessage(defineFlow(globalThis.flow), globalThis.options));`,
    budget: 700,
  },
];

/** Minified bytes that a generated function may add to a bundle. */
export const functionBudget = 150;

/** Bytes of the page of the sandbox, each of its files compressed by gzip -9. */
export const pageBudget = 150_000;

/** Packages with handwritten code. */
export const tarballs: Readonly<Record<string, TarballBudget>> = {
  campaigns: { code: 50_000, types: 32_000, documents: 0 },
  flows: { code: 128_000, types: 122_000, documents: 345_000 },
  cli: { code: 185_000, types: 18_000, documents: 0 },
  media: { code: 38_500, types: 56_000, documents: 145_000 },
  otel: { code: 4_500, types: 2_000, documents: 0 },
  "redocly-plugin": { code: 34_000, types: 10_000, documents: 0 },
  runtime: { code: 160_000, types: 95_000, documents: 0 },
  sandbox: { code: 510_000, types: 130_000, documents: 2_500_000 },
  templates: { code: 26_000, types: 220_000, documents: 1_300_000 },
  umbrella: { code: 12_500, types: 13_000, documents: 0 },
  webhooks: { code: 39_500, types: 120_000, documents: 950_000 },
};

/** Every other package is a domain, generated except for its entry and a helper or two. */
export const domainTarball: TarballBudget = { code: 6500, types: 220_000, documents: 1_300_000 };
