import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { listen } from "../scripts/lib/loopback.ts";
import { type Fault, faultAt, type FaultPlan } from "./faults.ts";
import { answerHeaders, phoneNumbers, sent } from "./workload.ts";

const retryAfter = 1; // second, the shortest value of the header above 0
const tolerance = 5; // milliseconds by which a timer may be early

/** What the server saw of all calls. */
interface Sightings {
  requests: number;
  /** Deliveries per call. */
  deliveries: Map<string, number>;
  /** Requests sent before Retry-After had passed. */
  early: number;
}

export interface FaultServer {
  baseUrl: string;
  sightings: Sightings;
  stop: () => void;
}

/** A server on loopback with planned faults. It identifies calls by the id in their path. */
export async function startFaultServer(plan: FaultPlan): Promise<FaultServer> {
  const sightings: Sightings = { requests: 0, deliveries: new Map(), early: 0 };
  const attempts = new Map<string, number>();
  const notBefore = new Map<string, number>();

  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const call = request.url?.split("/")[2] ?? "";
    const attempt = (attempts.get(call) ?? 0) + 1;
    attempts.set(call, attempt);
    sightings.requests++;
    if (performance.now() < (notBefore.get(call) ?? 0) - tolerance) sightings.early++;
    notBefore.delete(call);

    const fault = faultAt(plan, call, attempt);
    const text = request.method === "POST" ? sent : phoneNumbers;
    if (request.method === "POST" && (fault === undefined || plan.acts)) {
      sightings.deliveries.set(call, (sightings.deliveries.get(call) ?? 0) + 1);
    }
    if (fault === undefined) return response.writeHead(200, answerHeaders(text)).end(text);
    if (fault === "429") notBefore.set(call, performance.now() + retryAfter * 1000);
    return misbehave[fault](response, text);
  };

  const server = createServer((request, response) => request.resume().on("end", () => handle(request, response)));
  const { url, stop } = await listen(server);
  return { baseUrl: url, sightings, stop };
}

const misbehave: Record<Fault, (response: ServerResponse, text: string) => void> = {
  429: (response) => refuse(response, 429, 130_429, "(#130429) Rate limit hit", { "retry-after": String(retryAfter) }),
  500: (response) => refuse(response, 500, 2, "Service temporarily unavailable"),
  reset: (response) => response.socket?.resetAndDestroy(),
  stall: (response, text) => response.writeHead(200, answerHeaders(text)).write(text.slice(0, text.length / 2)),
  // other limits are hourly, and ours waits a minute for them
  throttled: (response) => refuse(response, 400, 130_429, "(#130429) Rate limit hit"),
};

function refuse(response: ServerResponse, status: number, code: number, message: string, more: object = {}): void {
  const text = JSON.stringify({ error: { message, type: "OAuthException", code, fbtrace_id: "Bq7Lr2mXwPz" } });
  response.writeHead(status, { ...answerHeaders(text), ...more }).end(text);
}
