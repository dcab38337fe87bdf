import { loadClient } from "../clients.ts";
import { token, version } from "../workload.ts";
import type { Calls, Client, Settings } from "../client.ts";

interface Answer {
  data: unknown;
}

interface Instance {
  get: (url: string) => Promise<Answer>;
  post: (url: string, body: object) => Promise<Answer>;
}

interface Axios {
  default: { create: (options: object) => Instance };
}

interface AxiosRetry {
  default: {
    (instance: Instance, options: object): void;
    exponentialDelay: (attempt: number, error: unknown, factor: number) => number;
    isNetworkOrIdempotentRequestError: (error: unknown) => boolean;
    isRetryableError: (error: unknown) => boolean;
  };
}

interface Failure {
  code?: string;
  config?: { method?: string };
}

async function createInstance({ baseUrl, fetch, survival }: Settings): Promise<Instance> {
  const { default: axios } = await loadClient<Axios>("axios");
  return axios.create({
    baseURL: `${baseUrl}/${version}`,
    headers: { Authorization: `Bearer ${token}` },
    ...(fetch && { adapter: "fetch", env: { fetch, Request, Response } }),
    ...(survival && { timeout: survival.timeout }),
  });
}

function callsOf(instance: Instance): Calls {
  return {
    get: async (id) => (await instance.get(`/${id}/phone_numbers`)).data,
    post: async (id, message) => (await instance.post(`/${id}/messages`, message)).data,
  };
}

export const axios: Client = {
  name: "axios",
  packages: ["axios"],
  create: async (settings) => callsOf(await createInstance(settings)),
  bundle: `import axios from "axios";
    const client = axios.create({ baseURL: "https://graph.facebook.com/v25.0", headers: { Authorization: "Bearer " + token } });
    console.log(await client.get("/1/phone_numbers"));`,
};

export const axiosRetry: Client = {
  name: "axios-retry",
  packages: ["axios", "axios-retry"],
  sparesPosts: true,
  async create(settings) {
    const instance = await createInstance(settings);
    const { default: retry } = await loadClient<AxiosRetry>("axios-retry");
    const { survival } = settings;
    retry(instance, {
      ...(survival && {
        retries: survival.attempts - 1,
        retryDelay: (attempt: number, error: unknown) => retry.exponentialDelay(attempt, error, survival.delay),
        shouldResetTimeout: true,
        // its own condition, plus timeouts and, when configured, POSTs
        retryCondition(error: Failure) {
          const isRepeatable = survival.repeatsPosts || error.config?.method === "get";
          const mayPass = error.code === "ECONNABORTED" || retry.isRetryableError(error);
          return retry.isNetworkOrIdempotentRequestError(error) || (isRepeatable && mayPass);
        },
      }),
    });
    return callsOf(instance);
  },
  bundle: `import axios from "axios";
    import axiosRetry from "axios-retry";
    const client = axios.create({ baseURL: "https://graph.facebook.com/v25.0", headers: { Authorization: "Bearer " + token } });
    axiosRetry(client);
    console.log(await client.get("/1/phone_numbers"));`,
};
