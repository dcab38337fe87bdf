import type { UntypedOptions } from "../call/call.ts";
import type { Descriptor, Place } from "./descriptor.ts";

/** The options of a call by path that says the same as the flat input of a function. */
export function sortInput(descriptor: Descriptor, input: object = {}): Pick<UntypedOptions, "params" | "body"> {
  const sorted = {
    path: empty(),
    query: empty(),
    header: empty(),
    body: Object.assign(empty(), descriptor.constants),
  } satisfies Record<Place, unknown>;
  for (const [name, value] of Object.entries(input)) {
    if (value !== undefined) sorted[descriptor.placeOf(name)][name] = value;
  }
  const { body: properties, ...params } = sorted;
  const body = descriptor.isBodyNamed ? properties["body"] : properties;
  return Object.keys(properties).length > 0 ? { params, body } : { params };
}

/** Without a prototype, `__proto__` is a name like any other. */
function empty(): Record<string, unknown> {
  return Object.create(null);
}
