import { validateFlow, type ValidateFlowOptions } from "./validate-flow.ts";

type Part = Record<string, unknown>;

/** The button that ends a flow. */
export function footer(payload: object = {}, more: object = {}): Part {
  return { type: "Footer", label: "Send", "on-click-action": { name: "complete", payload }, ...more };
}

export function navigate(to: string, payload: object = {}): Part {
  return { name: "navigate", next: { type: "screen", name: to }, payload };
}

/** A screen of these components. */
export function screen(id: string, children: readonly unknown[], more: object = {}): Part {
  return { id, title: "A title", ...more, layout: { type: "SingleColumnLayout", children } };
}

/** A terminal screen of these components and a Footer. */
export function last(children: readonly unknown[] = [], more: object = {}): Part {
  return screen("LAST", [...children, footer()], { terminal: true, ...more });
}

/** A flow of these screens. */
export function flow(screens: readonly unknown[], more: object = {}): Part {
  return { version: "7.3", ...more, screens };
}

/** What is wrong with a flow, as `CODE path`. */
export function wrong(value: unknown, options?: ValidateFlowOptions): string[] {
  return validateFlow(value, options).map(({ error, pointers }) => `${error} ${pointers[0]?.path}`.trim());
}
