/** Throws TypeError unless the option is a whole number in the range. */
export function checkWhole(name: string, value: number, least: number, most = Number.POSITIVE_INFINITY): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  const range = most === Number.POSITIVE_INFINITY ? `of at least ${least}` : `from ${least} to ${most}`;
  throw new TypeError(`Cannot deliver: ${name} must be a whole number ${range}, not ${value}`);
}
