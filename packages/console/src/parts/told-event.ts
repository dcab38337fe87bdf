const names = [
  "event",
  "decision",
  "reason",
  "new_quality_score",
  "new_category",
  "correct_category",
  "current_limit",
  "new_status",
  "status",
];

/** What the changes in the body of a webhook say in a few words, such as `REJECTED, INVALID_FORMAT`. */
export function eventIn(body: string): string {
  const words = entriesIn(parse(body)).flatMap(({ value }) => {
    const known = new Map<string, unknown>(Object.entries(Object(value)));
    return names.map((name) => known.get(name)).filter((word) => typeof word === "string" && word !== "NONE");
  });
  return words.join(", ");
}

function entriesIn(body: unknown): { value?: unknown }[] {
  return list(Object(body).entry).flatMap((entry) => list(Object(entry).changes).map((change) => Object(change)));
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined; // of a delivery of which nothing was sent
  }
}
