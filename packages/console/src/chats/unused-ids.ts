/** A number kept for fiction that nobody has. */
export function unusedNumber(used: readonly unknown[]): string {
  return `+${firstUnused(used, (place) => `155501${String(place).padStart(5, "0")}`)}`;
}

/** A business-scoped user id that nobody has. */
export function unusedUserId(used: readonly unknown[]): string {
  return firstUnused(used, (place) => `US.${13491208655302740000n + BigInt(place)}`);
}

function firstUnused(used: readonly unknown[], idAt: (place: number) => string): string {
  const taken = new Set(used);
  let place = 1;
  while (taken.has(idAt(place))) place++;
  return idAt(place);
}
