import { readable, toneOf } from "./words.ts";

/** A state of the platform, in the colour of how good it is. */
export function StateBadge({ state }: { state: string }) {
  return <span class={`status ${toneOf(state)}`}>{readable(state)}</span>;
}
