/** Problems of the specs, one per line, starting with `file:line:column`. */
export class SpecError extends Error {
  override readonly name = "SpecError";
  constructor(problems: string[]) {
    super(
      `Cannot generate: ${problems.length} problem(s) in the specs\n${problems.map((line) => `  ${line}`).join("\n")}`,
    );
  }
}
