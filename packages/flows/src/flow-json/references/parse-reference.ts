/** A reference such as `${screen.SIGN_UP.form.email}`. */
export interface Reference {
  /** Id of another screen. */
  screen: string | undefined;
  scope: "data" | "form";
  /** The name of the value, and the way into it. */
  keys: readonly string[];
}

const grammar = /^\$\{(?:screen\.([A-Za-z_,]+)\.)?(data|form)((?:\.[\w-]+)+)\}$/;

/** Undefined if the text is no reference. */
export function parseReference(text: string): Reference | undefined {
  const [, screen, scope, keys = ""] = grammar.exec(text) ?? [];
  if (scope !== "data" && scope !== "form") return undefined;
  return { screen, scope, keys: keys.slice(1).split(".") };
}
