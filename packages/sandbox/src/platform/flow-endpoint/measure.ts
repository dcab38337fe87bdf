import type { DomainContext } from "../../domain.ts";
import { ownerOf, type WorldNode } from "../../world/world.ts";
import { tell, type ValueOf } from "../tell.ts";
import { type FlowExchange, type FlowTroubleType, placeOf } from "./flow-exchange.ts";

type Alert = ValueOf<"flows">;

/** A request that counts. */
interface Measured {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly latency: number;
  readonly isPing: boolean;
  readonly trouble?: FlowTroubleType;
}

interface Measures {
  readonly requests: readonly Measured[];
  /** The threshold that an alert was sent for last, by event. */
  readonly alerts: Readonly<Record<string, number>>;
}

interface Gauge {
  readonly event: Alert["event"];
  /** Milliseconds that count. */
  readonly window: number;
  /** What is above one of them is told, from the lowest to the highest. */
  readonly thresholds: readonly number[];
  /** What an alert says, and how bad it is, in the unit of the thresholds. */
  read(requests: readonly Measured[]): { value: number; details: Partial<Alert> };
}

const kind = "flow_measures";
const mostRequests = 1000;
const minute = 60_000; // ms
const errorRates = [5, 10, 50]; // per cent

/** @see https://developers.facebook.com/documentation/business-messaging/whatsapp/flows/reference/flowswebhooks */
const gauges: readonly Gauge[] = [
  { event: "CLIENT_ERROR_RATE", window: 60 * minute, thresholds: errorRates, read: errorsOf("client") },
  { event: "ENDPOINT_ERROR_RATE", window: 30 * minute, thresholds: errorRates, read: errorsOf("endpoint") },
  { event: "ENDPOINT_LATENCY", window: 30 * minute, thresholds: [1000, 5000, 7000], read: latencyOf },
  { event: "ENDPOINT_AVAILABILITY", window: 10 * minute, thresholds: [10], read: unavailabilityOf },
];

/** Counts a request to the endpoint of a flow, and tells by webhook when that has, or no longer has, too much trouble. */
export function measure(context: DomainContext, flow: WorldNode, exchange: FlowExchange): void {
  const { world, now } = context;
  if (!world.find("flow", flow.id)) return; // deleted meanwhile
  const before = (world.find(kind, flow.id)?.data ?? { requests: [], alerts: {} }) as unknown as Measures;
  const { latency, trouble, request } = exchange;
  const measured = {
    at: now(),
    latency,
    isPing: request["action"] === "ping",
    ...(trouble && { trouble: trouble.type }),
  };
  const requests = [...before.requests, measured].slice(-mostRequests);
  const alerts = { ...before.alerts };
  for (const gauge of gauges) {
    const { event, thresholds, window, read } = gauge;
    const { value, details } = read(requests.filter(({ at }) => at > now() - window));
    const level = thresholds.findLast((threshold) => value > threshold) ?? 0;
    const known = alerts[event] ?? 0;
    alerts[event] = level;
    if (level > known) alert(event, "ACTIVATED", level, details);
    else if (level === 0 && known > 0) alert(event, "DEACTIVATED", known, details);
  }
  world.put(kind, flow.id, { requests, alerts }, flow.id);

  function alert(event: Alert["event"], alert_state: string, level: number, details: Partial<Alert>): void {
    // availability is told as what it is, not as what is missing
    const threshold = event === "ENDPOINT_AVAILABILITY" ? 100 - level : level;
    const message = `${event} of the flow ${String(flow.data["name"])}: the alert is ${alert_state.toLowerCase()}`;
    void tell(context, ownerOf(flow), "flows", {
      event,
      flow_id: flow.id,
      message,
      alert_state,
      threshold,
      ...details,
    });
  }
}

function errorsOf(place: "client" | "endpoint"): Gauge["read"] {
  return (requests) => {
    const failed = requests.flatMap(({ trouble }) => (trouble && placeOf(trouble) === place ? [trouble] : []));
    const rate = (count: number) => percent(count, requests.length);
    const errors = [...new Set(failed)].map((type) => {
      const count = failed.filter((one) => one === type).length;
      return { error_type: nameOf(type), error_rate: rate(count), error_count: count };
    });
    return { value: rate(failed.length), details: { error_rate: rate(failed.length), errors } };
  };
}

function latencyOf(requests: readonly Measured[]): ReturnType<Gauge["read"]> {
  const latencies = requests.map(({ latency }) => latency).toSorted((one, other) => one - other);
  const below = (share: number) => latencies[Math.max(Math.ceil(latencies.length * share) - 1, 0)] ?? 0;
  const p90_latency = below(0.9);
  return { value: p90_latency, details: { p50_latency: below(0.5), p90_latency, requests_count: requests.length } };
}

function unavailabilityOf(requests: readonly Measured[]): ReturnType<Gauge["read"]> {
  const pings = requests.filter(({ isPing }) => isPing);
  const missing = percent(pings.filter(({ trouble }) => trouble).length, pings.length);
  return { value: missing, details: { availability: 100 - missing } };
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((10_000 * part) / whole) / 100;
}

/** As webhooks write it. */
function nameOf(type: FlowTroubleType): string {
  return type
    .replace(/_error$/, "")
    .replaceAll("-", "_")
    .toUpperCase();
}
