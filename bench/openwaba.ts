import type { PathsByVersion as Messages } from "../packages/messages/src/index.ts";
import type { PathsByVersion as Numbers } from "../packages/phone-numbers/src/index.ts";
import type { ClientOptions, FetchMiddleware } from "../packages/runtime/src/index.ts";
import { loadPackage, loadUndiciTransport, type Runtime, runtimeEntry } from "./runtime.ts";
import { type Message, token } from "./workload.ts";
import type { Client, Settings } from "./client.ts";

/** Our client with default settings: only a token is given. */
export function openwaba(runtime: Runtime): Client {
  return {
    name: "openwaba",
    create: async (settings) => callsOf(runtime, createGraphClient(runtime, settings)),
    bundle: `import { createClient, paginate } from ${JSON.stringify(runtimeEntry)};
      const client = createClient({ auth: token });
      for await (const item of paginate(client, "/{waba_id}/phone_numbers", { params: { path: { waba_id: "1" } } })) console.log(item);`,
  };
}

/** The same client, called by the functions of the domains instead of by path. */
export function openwabaByFunction(runtime: Runtime): Client {
  return {
    name: "openwaba by function",
    async create(settings) {
      const client = createGraphClient(runtime, settings);
      const { listPhoneNumbers } =
        await loadPackage<typeof import("../packages/phone-numbers/src/index.ts")>("phone-numbers");
      const { sendMessage } = await loadPackage<typeof import("../packages/messages/src/index.ts")>("messages");
      return {
        get: async (waba_id) => listPhoneNumbers(client, { waba_id }),
        post: (phone_number_id, message) => sendMessage(client, { phone_number_id, ...message }),
      };
    },
  };
}

/** Our client with all middleware, and limits high enough never to wait. */
export function openwabaWithAll(runtime: Runtime): Client {
  return {
    name: "openwaba with everything on",
    create: async (settings) =>
      callsOf(runtime, createGraphClient(runtime, settings, { middleware: allMiddleware(runtime) })),
  };
}

/** Our client with its transport for Node. */
export function openwabaOverUndici(runtime: Runtime): Client {
  return {
    name: "openwaba over undici",
    ownTransport: true,
    async create(settings) {
      const { undiciFetch } = await loadUndiciTransport();
      return callsOf(runtime, createGraphClient(runtime, settings, { fetch: undiciFetch() }));
    },
  };
}

export function allMiddleware({ throttle, observe }: Runtime): FetchMiddleware[] {
  const ignore = () => {};
  const hooks = { onRequest: ignore, onResponse: ignore, onRetry: ignore, onUsage: ignore };
  return [throttle({ messagesPerSecond: 1e6, callsPerHour: 1e12 }), observe(hooks)];
}

export function createGraphClient(
  { createClient }: Runtime,
  { baseUrl, fetch, survival }: Settings,
  more: Pick<ClientOptions, "fetch" | "middleware"> = {},
) {
  return createClient<Messages & Numbers>({
    auth: token,
    baseUrl,
    ...(fetch && { fetch }),
    ...(survival && {
      timeout: survival.timeout,
      retry: { attempts: survival.attempts, delay: survival.delay },
    }),
    ...more,
  });
}

export function callsOf({ unwrap }: Runtime, client: ReturnType<typeof createGraphClient>, signal?: AbortSignal) {
  const more = signal && { signal };
  return {
    get: async (waba_id: string) =>
      unwrap(await client.GET("/{waba_id}/phone_numbers", { params: { path: { waba_id } }, ...more })),
    post: async (phone_number_id: string, body: Message) =>
      unwrap(
        await client.POST("/{phone_number_id}/messages", { params: { path: { phone_number_id } }, body, ...more }),
      ),
  };
}
