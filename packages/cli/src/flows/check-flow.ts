import { type FlowValidationError, validateFlow } from "@openwaba/flows/flow-json";
import type { Block } from "../output/layout.ts";
import type { DesiredFlow } from "./read-flows.ts";

/** What is wrong with the Flow JSON of a flow, found without the platform. */
export function checkFlow({ text }: DesiredFlow): FlowValidationError[] {
  return validateFlow(text);
}

/** An error that we or the platform found; the platform names neither screens nor components. */
interface FoundError {
  readonly error?: string | undefined;
  readonly message?: string | undefined;
  readonly line_start?: number | undefined;
  readonly column_start?: number | undefined;
  readonly screen?: string | undefined;
  readonly component?: string | undefined;
}

/** An error as an editor and a terminal open it. */
export function errorBlock(file: string, found: FoundError): Block {
  const { error = "", message = "", line_start, column_start, screen, component } = found;
  const place = line_start === undefined ? file : `${file}:${line_start}:${column_start ?? 1}`;
  const where = [screen, component].filter((name) => name !== undefined).join(", ");
  return { indent: 2, text: `${place} ${error}: ${message}${where === "" ? "" : ` (${where})`}` };
}
