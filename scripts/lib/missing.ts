/** Where a report goes, and whether a build server reads it. */
const surroundings = { isBuildServer: Boolean(process.env["CI"]), warn: (text: string) => console.warn(text) };

/**
 * Whether one of the parts that a test needs is missing, which is undefined then. Says aloud what therefore is not
 * tested and how to get it; on a build server that is an error.
 */
export function reportMissing(
  test: string,
  parts: Readonly<Record<string, string | undefined>>,
  advice: string,
  { isBuildServer, warn } = surroundings,
): boolean {
  const missing = Object.keys(parts).filter((name) => parts[name] === undefined);
  if (missing.length === 0) return false;
  const message = `${missing.join(", ")} ${missing.length > 1 ? "are" : "is"} missing: ${advice}`;
  if (isBuildServer) throw new Error(`Cannot run ${test}: ${message}`);
  warn(`\n!!! SKIPPED in ${test}: ${message}\n`);
  return true;
}
