import { versionOf } from "../peers.ts";
import { axios, axiosRetry } from "./axios.ts";
import type { Contender } from "./contender.ts";
import { floor } from "./floor.ts";
import { got } from "./got.ts";
import { greatDetail } from "./great-detail.ts";
import { heyApi } from "./hey-api.ts";
import { ky } from "./ky.ts";
import { octokit } from "./octokit.ts";
import { ofetch } from "./ofetch.ts";
import { openai } from "./openai.ts";
import { openapiFetch } from "./openapi-fetch.ts";
import { whatsappApiJs } from "./whatsapp-api-js.ts";

const others = [openapiFetch, heyApi, ofetch, axios, axiosRetry, ky, got, octokit, openai, whatsappApiJs, greatDetail];

/** The clients to compare with: raw fetch and the installed peers. */
export function installedContenders(): [Contender, ...Contender[]] {
  return [floor, ...others.filter(({ peers }) => peers.every(versionOf))];
}
