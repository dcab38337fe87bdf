import { type AxiosInstance, create } from "axios";
import retry, { exponentialDelay, isNetworkOrIdempotentRequestError, isRetryableError } from "axios-retry";
import type { Calls, Client, Settings } from "../client.ts";
import { token, version } from "../workload.ts";

function createInstance({ baseUrl, fetch, survival }: Settings): AxiosInstance {
  return create({
    baseURL: `${baseUrl}/${version}`,
    headers: { Authorization: `Bearer ${token}` },
    ...(fetch && { adapter: "fetch", env: { fetch } }),
    ...(survival && { timeout: survival.timeout }),
  });
}

function callsOf(instance: AxiosInstance): Calls {
  return {
    get: async (id) => (await instance.get(`/${id}/phone_numbers`)).data,
    post: async (id, message) => (await instance.post(`/${id}/messages`, message)).data,
  };
}

export const axios: Client = {
  name: "axios",
  package: "axios",
  create: (settings) => callsOf(createInstance(settings)),
  bundle: `import axios from "axios";
    const client = axios.create({ baseURL: "https://graph.facebook.com/v25.0", headers: { Authorization: "Bearer " + token } });
    console.log(await client.get("/1/phone_numbers"));`,
};

export const axiosRetry: Client = {
  name: "axios-retry",
  package: "axios-retry",
  sparesPosts: true,
  create(settings) {
    const instance = createInstance(settings);
    const { survival } = settings;
    retry(instance, {
      ...(survival && {
        retries: survival.attempts - 1,
        retryDelay: (attempt, error) => exponentialDelay(attempt, error, survival.delay),
        shouldResetTimeout: true,
        // its own condition, plus timeouts and, when configured, POSTs
        retryCondition(error) {
          const isRepeatable = survival.repeatsPosts || error.config?.method === "get";
          const mayPass = error.code === "ECONNABORTED" || isRetryableError(error);
          return isNetworkOrIdempotentRequestError(error) || (isRepeatable && mayPass);
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
