export function median(values: number[]): number {
  return quantile(values, 0.5);
}

/** The value below which `share` of `values` lie, drawn straight between neighbours. */
function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place % 1);
}

/** A median with the quartiles around it. */
export interface Spread {
  median: number;
  lower: number;
  upper: number;
}

export function spreadOf(values: number[]): Spread {
  return { median: median(values), lower: quantile(values, 0.25), upper: quantile(values, 0.75) };
}
