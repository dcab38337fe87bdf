/** Whole seconds, or an HTTP date; recipients must accept its two obsolete forms too. */
const seconds = /^\d+$/;
const date = /^\w+, \d\d[ -]\w{3}[ -]\d{2,4} \d\d:\d\d:\d\d GMT$|^\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}$/;

/**
 * Delay in ms that `Retry-After` asks for, the longest of several values; 0 for a past date, undefined if there is no
 * valid value.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
 */
export function retryAfter(headers: Headers): number | undefined {
  // several headers are joined by commas, and a date has one before its day
  const values = headers.get("Retry-After")?.split(/,(?!\s*\d\d[ -]\w{3}[ -])/) ?? [];
  const waits = values.map((value) => readWait(value.trim())).filter((wait) => wait >= 0); // not NaN
  return waits.length > 0 ? Math.max(...waits) : undefined;
}

function readWait(value: string): number {
  if (seconds.test(value)) return Number(value) * 1000;
  if (!date.test(value)) return Number.NaN;
  return Math.max(0, Date.parse(value.replace(/\d$/, "$& GMT")) - Date.now()); // the form without a zone is GMT as well
}
