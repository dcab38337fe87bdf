const longestTimer = 2 ** 31 - 1; // a longer one fires at once

/** Settles like `work`, or rejects with `late()` after `limit` ms. */
export async function within<Value>(
  work: Value | PromiseLike<Value>,
  limit: number,
  late: () => Error,
): Promise<Value> {
  if (limit > longestTimer || !isPromise(work)) return work;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), limit);
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    clearTimeout(timer);
  }
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value;
}
