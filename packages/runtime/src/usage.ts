/** Usage of an hourly allowance, in percent; calls may be rejected from 100 on. */
export interface AppUsage {
  callCount: number;
  totalCpuTime: number;
  totalTime: number;
}

/** Usage of one allowance by a business or a WhatsApp Business Account, in percent. */
export interface BusinessUsage extends AppUsage {
  /** The allowance, such as `"whatsapp_business_management"`; the platform may add more. */
  type: string;
  /** Minutes until calls are accepted again; 0 while they are. */
  regainMinutes: number;
}

/** Usage headers of a response. */
export interface Usage {
  /** Usage of the app, if the call counts towards it. */
  app?: AppUsage;
  /** By the id of a business or a WhatsApp Business Account. */
  businesses: Readonly<Record<string, readonly BusinessUsage[]>>;
}

const largestPercentage = 1_000_000;
const longestRegain = 24 * 60; // minutes; the allowances are hourly

/**
 * Reads `X-App-Usage` and `X-Business-Use-Case-Usage`. Unusable values are left out; it never throws.
 *
 * @returns undefined if the headers are missing or have no usable value
 * @example
 * const { response } = await client.GET("/{waba_id}/phone_numbers", { params });
 * const percentage = readUsage(response.headers)?.app?.callCount;
 */
export function readUsage(headers: Headers): Usage | undefined {
  const texts = [headers.get("X-App-Usage"), headers.get("X-Business-Use-Case-Usage")] as const;
  if (last?.texts[0] !== texts[0] || last.texts[1] !== texts[1]) last = { texts, usage: parseUsage(...texts) };
  return last.usage;
}

/** Cached: most responses repeat the previous one. */
let last: { texts: readonly [string | null, string | null]; usage: Usage | undefined } | undefined;

function parseUsage(appText: string | null, businessText: string | null): Usage | undefined {
  const [app] = readObjects(appText).flatMap(readCounts);
  // without a prototype, so that an id may be "__proto__"
  const businesses: Record<string, BusinessUsage[]> = Object.create(null);
  for (const object of readObjects(businessText)) {
    for (const [id, entries] of Object.entries(object)) {
      const usable = [entries].flat().flatMap(readBusinessUsage);
      if (usable.length > 0) businesses[id] = [...(businesses[id] ?? []), ...usable];
    }
  }
  if (!app && Object.keys(businesses).length === 0) return undefined;
  return { ...(app && { app }), businesses };
}

/** The objects in a header; a header sent twice arrives as two values joined by a comma. */
function readObjects(text: string | null): Record<string, unknown>[] {
  if (!text) return [];
  try {
    const values: unknown[] = JSON.parse(`[${text}]`);
    return values.filter(isObject);
  } catch {
    return [];
  }
}

function readCounts({ call_count, total_cputime, total_time }: Record<string, unknown>): AppUsage[] {
  const counts = [call_count, total_cputime, total_time].map((value) => (isCount(value) ? value : undefined));
  if (counts.every((count) => count === undefined)) return [];
  const [callCount = 0, totalCpuTime = 0, totalTime = 0] = counts;
  return [{ callCount, totalCpuTime, totalTime }];
}

function readBusinessUsage(entry: unknown): BusinessUsage[] {
  if (!isObject(entry)) return [];
  const { type, estimated_time_to_regain_access: minutes } = entry;
  const regainMinutes = typeof minutes === "number" && minutes > 0 ? Math.min(minutes, longestRegain) : 0;
  const [counts = regainMinutes > 0 ? { callCount: 0, totalCpuTime: 0, totalTime: 0 } : undefined] = readCounts(entry);
  return counts ? [{ type: typeof type === "string" ? type : "unknown", ...counts, regainMinutes }] : [];
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= largestPercentage;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
