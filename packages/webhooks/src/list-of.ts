/** One value, such as a secret, or several during a rotation. */
export function listOf(values: string | readonly string[]): readonly string[] {
  return typeof values === "string" ? [values] : values;
}
