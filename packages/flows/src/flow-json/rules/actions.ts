import { isObject, type JsonObject, objectsIn, type Path } from "../read/json.ts";
import type { Component, Screen } from "../read/read-flow.ts";

/** An action, of a component or of an option in it. */
export interface Action {
  name: unknown;
  value: JsonObject;
  path: Path;
  component: Component;
  screen: Screen;
}

export const events = ["on-click-action", "on-select-action", "on-unselect-action"] as const;
export const lists = ["data-source", "list-items"] as const;

/** All actions of a screen. */
export function actionsOf(screen: Screen): Action[] {
  return screen.components.flatMap((component) => {
    const { value, path } = component;
    const items = lists.flatMap((list) =>
      objectsIn(value[list]).map(([index, item]) => [item, [...path, list, index]] as const),
    );
    return [[value, path] as const, ...items].flatMap(([owner, at]) =>
      events.flatMap((event) => {
        const action = owner[event];
        if (!isObject(action)) return [];
        return [{ name: action["name"], value: action, path: [...at, event], component, screen }];
      }),
    );
  });
}

/** The screen that the action opens. */
export function targetOf({ name, value }: Action): string | undefined {
  const { next } = value;
  const target = name === "navigate" && isObject(next) ? next["name"] : undefined;
  return typeof target === "string" ? target : undefined;
}

/** The payload of an action; it has none if that is malformed. */
export function payloadOf({ value }: Action): JsonObject | undefined {
  const { payload } = value;
  return isObject(payload) ? payload : undefined;
}
