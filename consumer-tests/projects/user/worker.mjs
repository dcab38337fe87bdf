import { tryCapabilities } from "./capabilities.mjs";

export default {
  fetch: async (request) => Response.json(await tryCapabilities(await request.json())),
};
