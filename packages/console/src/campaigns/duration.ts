const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
] as const;

/** About how long something takes, of milliseconds: `about 3 minutes`. */
export function roughly(milliseconds: number): string {
  const [name, size] = units.find(([, least]) => milliseconds >= least * 1.5) ?? ["second", 1000];
  const count = Math.ceil(milliseconds / size);
  return `about ${count} ${name}${count === 1 ? "" : "s"}`;
}
