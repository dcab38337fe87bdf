import type { FlowJson, FlowJsonScreen } from "./flow-json.ts";

/** The screen with this id. */
export function screenOf({ screens }: FlowJson, id: string): FlowJsonScreen | undefined {
  return screens.find((screen) => screen.id === id);
}
