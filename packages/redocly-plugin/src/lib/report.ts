import type { Location, UserContext } from "@redocly/openapi-core";

export type Report = (message: string, location: Location) => void;

/** Reports a problem in a shared part once, however many operations refer to it. */
export function reportOnce(context: Pick<UserContext, "report">): Report {
  const reported = new Set<string>();
  return function report(message, location) {
    const fault = `${location.absolutePointer} ${message}`;
    if (reported.has(fault)) return;
    reported.add(fault);
    context.report({ message, location });
  };
}
