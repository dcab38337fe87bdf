import type { Values } from "./expression.ts";

/** A component as the flow JSON has it. */
export interface RawComponent extends Values {
  readonly type: string;
}

export interface Screen {
  readonly id: string;
  readonly title: string;
  readonly isTerminal: boolean;
  /** Whether ending there is what the flow is for. */
  readonly isSuccess: boolean;
  /** Whether the endpoint is asked when somebody comes back to the screen. */
  readonly refreshesOnBack: boolean;
  readonly children: readonly RawComponent[];
  /** Examples of what the screen is opened with. */
  readonly examples: Values;
}

export interface FlowJson {
  readonly screens: readonly Screen[];
  readonly version: string;
  readonly dataApiVersion: string | undefined;
  /** The screen that no other one leads to. */
  readonly entry: string | undefined;
}

/** Takes a flow JSON apart; what is odd in it is left out, since a tester wants to see the rest. */
export function readFlow(json: unknown): FlowJson {
  const { version, data_api_version, routing_model, screens } = valuesIn(json);
  const list = listIn(screens).flatMap(readScreen);
  const targets = new Set(Object.values(valuesIn(routing_model)).flatMap(listIn).map(String));
  const entry = list.find(({ id }) => !targets.has(id)) ?? list[0];
  return {
    screens: list,
    version: typeof version === "string" ? version : "",
    dataApiVersion: typeof data_api_version === "string" ? data_api_version : undefined,
    entry: entry?.id,
  };
}

function readScreen(screen: unknown): Screen[] {
  const { id, title, terminal, success, refresh_on_back, layout, data } = valuesIn(screen);
  if (typeof id !== "string") return [];
  const fields = Object.entries(valuesIn(data)).map(([name, field]) => [name, valuesIn(field)["__example__"]] as const);
  return [
    {
      id,
      title: typeof title === "string" ? title : "",
      isTerminal: terminal === true,
      isSuccess: success !== false,
      refreshesOnBack: refresh_on_back === true,
      children: componentsIn(valuesIn(layout)["children"]),
      examples: Object.fromEntries(fields.filter(([, example]) => example !== undefined)),
    },
  ];
}

/** The components of a list; what has no type is left out. */
export function componentsIn(value: unknown): RawComponent[] {
  return listIn(value).flatMap((child) => {
    const values = valuesIn(child);
    return typeof values["type"] === "string" ? [{ ...values, type: values["type"] }] : [];
  });
}

export function valuesIn(value: unknown): Values {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

export function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
