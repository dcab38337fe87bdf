/** Where warnings go, and whether this is CI. */
const surroundings = { isBuildServer: Boolean(process.env["CI"]), warn: (text: string) => console.warn(text) };

/**
 * Whether one of the tools that a test needs is missing, that is, undefined. Warns about what is skipped and how to
 * install it; throws in CI.
 */
export function reportMissing(
  test: string,
  tools: Readonly<Record<string, string | undefined>>,
  advice: string,
  { isBuildServer, warn } = surroundings,
): boolean {
  const missing = Object.keys(tools).filter((name) => tools[name] === undefined);
  if (missing.length === 0) return false;
  const message = `${missing.join(", ")} ${missing.length > 1 ? "are" : "is"} missing: ${advice}`;
  if (isBuildServer) throw new Error(`Cannot run ${test}: ${message}`);
  warn(`\n!!! SKIPPED in ${test}: ${message}\n`);
  return true;
}
