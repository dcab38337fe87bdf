import type { Findings } from "../findings.ts";
import type { Path } from "../read/json.ts";
import type { Component, Flow } from "../read/read-flow.ts";
import { resolveReference } from "../references/resolve-reference.ts";
import { type Action, payloadOf } from "./actions.ts";

const code = "INVALID_ON_CLICK_ACTION_PAYLOAD";
const mostFiles = 10;
const mostKilobytes = 100 * 1024;

/** Attached files go to the endpoint, or are the answer: as values of a payload, not within others, and not too many. */
export function checkFiles(flow: Flow, action: Action, picker: Component, path: Path, findings: Findings): void {
  if (!isPicker(picker)) return;
  if (action.name !== "complete" && action.name !== "data_exchange") {
    findings.add(code, path, "Files can only be sent by complete and data_exchange");
  } else if (path.length !== action.path.length + 2) {
    findings.add(code, path, "Files must be a value of the payload, not within another one");
  } else if (action.name === "complete") {
    const { files, kilobytes } = sumOf(flow, action);
    if (files > mostFiles || kilobytes > mostKilobytes)
      findings.add(
        code,
        [...action.path, "payload"],
        `It may have ${mostFiles} files and 100 MiB: set max-uploaded-… and max-file-size-kb of the pickers`,
      );
  }
}

function isPicker({ type }: Component): boolean {
  return type === "PhotoPicker" || type === "DocumentPicker";
}

/** What the pickers that the payload names allow together. */
function sumOf(flow: Flow, action: Action): { files: number; kilobytes: number } {
  let files = 0;
  let kilobytes = 0;
  for (const value of Object.values(payloadOf(action) ?? {})) {
    const picker = typeof value === "string" ? resolveReference(flow, action.screen, value).component : undefined;
    if (!picker || !isPicker(picker)) continue;
    const count = picker.value["max-uploaded-photos"] ?? picker.value["max-uploaded-documents"] ?? 30;
    const size = picker.value["max-file-size-kb"] ?? 25_600;
    if (typeof count !== "number" || typeof size !== "number") continue; // known on the phone alone
    files += count;
    kilobytes += count * size;
  }
  return { files, kilobytes };
}
