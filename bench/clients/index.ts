import type { Client } from "../client.ts";
import { axios, axiosRetry } from "./axios.ts";
import { got } from "./got.ts";
import { greatDetail } from "./great-detail.ts";
import { heyApi } from "./hey-api.ts";
import { ky } from "./ky.ts";
import { octokit } from "./octokit.ts";
import { ofetch } from "./ofetch.ts";
import { openai } from "./openai.ts";
import { openapiFetch } from "./openapi-fetch.ts";
import { whatsappApiJs } from "./whatsapp-api-js.ts";

export { webhookClients } from "./webhooks.ts";

export const clients: Client[] = [
  openapiFetch,
  heyApi,
  ofetch,
  axios,
  axiosRetry,
  ky,
  got,
  octokit,
  openai,
  whatsappApiJs,
  greatDetail,
];
