import { versionOf } from "../clients.ts";
import { axios, axiosRetry } from "./axios.ts";
import type { Client } from "../client.ts";
import { baseline } from "../baseline.ts";
import { got } from "./got.ts";
import { greatDetail } from "./great-detail.ts";
import { heyApi } from "./hey-api.ts";
import { ky } from "./ky.ts";
import { octokit } from "./octokit.ts";
import { ofetch } from "./ofetch.ts";
import { openai } from "./openai.ts";
import { openapiFetch } from "./openapi-fetch.ts";
import { whatsappApiJs } from "./whatsapp-api-js.ts";

const clients = [openapiFetch, heyApi, ofetch, axios, axiosRetry, ky, got, octokit, openai, whatsappApiJs, greatDetail];

/** The clients to compare with: raw fetch and the installed ones. */
export function installedClients(): [Client, ...Client[]] {
  return [baseline, ...clients.filter(({ packages }) => packages.every(versionOf))];
}
