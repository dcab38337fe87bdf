import { invalidParameter } from "../server/errors.ts";
import type { Data, World } from "../world/world.ts";
import type { Counted } from "./count-messages.ts";

const day = 24 * 60 * 60; // seconds

/** What analytics are asked for: a time, its parts, and filters. */
export type Question = Data;

/** Counts in an account. There are no prices in the sandbox: costs are missing, as where a partner pays. */
export type Count = (world: World, account: string, question: Question) => object;

/** Lists what to count by: the name in `dimensions`, the property of a data point, and its value. */
export type Dimensions<Item> = Readonly<Record<string, readonly [property: string, value: (item: Item) => unknown]>>;

/**
 * Counts items by part of the time and by dimension; parts in which nothing happened are left out. `sum` counts those
 * of one data point.
 *
 * @throws GraphFailure if the time ends before it starts
 */
export function tally<Item extends Counted>(
  items: readonly Item[],
  question: Question,
  dimensions: Dimensions<Item>,
  sum: (items: readonly Item[]) => object,
): object[] {
  const [from, to] = spanOf(question);
  const asked = textsIn(question["dimensions"]);
  const chosen = Object.entries(dimensions).filter(([name]) => asked.includes(name));
  const points = new Map<string, { point: Data; items: Item[] }>();
  for (const item of items) {
    if (item.time < from || item.time >= to || !isWanted(item, question)) continue;
    const [start, end] = partOf(item.time, question["granularity"]);
    const point = { start, end, ...Object.fromEntries(chosen.map(([, [name, valueOf]]) => [name, valueOf(item)])) };
    const key = JSON.stringify(point);
    const known: { point: Data; items: Item[] } = points.get(key) ?? { point, items: [] };
    known.items.push(item);
    points.set(key, known);
  }
  return [...points.values()]
    .toSorted((one, other) => Number(one.point["start"]) - Number(other.point["start"]))
    .map(({ point, items: counted }) => ({ ...point, ...sum(counted) }));
}

/** Data points as most analytics hold them. */
export function dataIn(data_points: object[], more: object = {}): object {
  return data_points.length > 0 ? { data: [{ ...more, data_points }] } : { data: [] };
}

/** Whether `metric_types` asks for one of these; it asks for all when it is empty or missing. */
export function asksFor(question: Question, ...metrics: readonly string[]): boolean {
  const asked = textsIn(question["metric_types"]);
  return asked.length === 0 || metrics.some((metric) => asked.includes(metric));
}

/** Whether a filter lets a value through; one that is empty or missing lets all through. */
export function passes(filter: unknown, value: string | undefined): boolean {
  const allowed = textsIn(filter);
  return allowed.length === 0 || (value !== undefined && allowed.includes(value));
}

/** The texts in a list, none if it is not a list. */
export function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function isWanted({ phone_number, country }: Counted, { phone_numbers, country_codes }: Question): boolean {
  const digits = textsIn(phone_numbers).map((number) => number.replaceAll(/\D/g, ""));
  return passes(digits, phone_number) && passes(country_codes, country);
}

/** Start and end in seconds. Days are whole ones by UTC, the last one included. */
function spanOf({ start, end }: Question): [number, number] {
  const from = secondsOf(start);
  const isDay = typeof end === "string" && end.includes("-");
  const to = secondsOf(end) + (isDay ? day : 0);
  if (Number.isNaN(from) || Number.isNaN(to) || from >= to)
    throw invalidParameter("Param end must be a time after that in start");
  return [from, to];
}

function secondsOf(time: unknown): number {
  const text = String(time);
  return text.includes("-") ? Date.parse(`${text}T00:00:00Z`) / 1000 : Number(text);
}

/** Start and end of the part that a time is in, by UTC. */
function partOf(time: number, granularity: unknown): [number, number] {
  if (granularity === "MONTHLY" || granularity === "MONTH") {
    const date = new Date(time * 1000);
    const monthAt = (offset: number) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + offset) / 1000;
    return [monthAt(0), monthAt(1)];
  }
  const length = granularity === "HALF_HOUR" ? 1800 : day;
  const start = Math.floor(time / length) * length;
  return [start, start + length];
}
