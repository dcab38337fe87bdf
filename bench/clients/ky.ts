import kyModule, { type Options } from "ky";
import { token, version } from "../workload.ts";
import type { Client, Survival } from "../client.ts";

/** Options of ky with all the retries it supports. */
export function kyOptions({ attempts, timeout, delay, repeatsPosts }: Survival): Options {
  return {
    timeout,
    retry: {
      limit: attempts - 1,
      delay: (attempt: number) => delay * 2 ** (attempt - 1),
      methods: repeatsPosts ? ["get", "post"] : ["get"],
      retryOnTimeout: true,
    },
  };
}

export const ky: Client = {
  name: "ky",
  package: "ky",
  sparesPosts: true,
  create({ baseUrl, fetch, survival }) {
    const client = kyModule.create({
      headers: { Authorization: `Bearer ${token}` },
      ...(fetch && { fetch }),
      ...(survival && kyOptions(survival)),
    });
    return {
      get: (id) => client.get(`${baseUrl}/${version}/${id}/phone_numbers`).json(),
      post: (id, message) => client.post(`${baseUrl}/${version}/${id}/messages`, { json: message }).json(),
    };
  },
  bundle: `import ky from "ky";
    const client = ky.create({ headers: { Authorization: "Bearer " + token } });
    console.log(await client.get("https://graph.facebook.com/v25.0/1/phone_numbers").json());`,
};
