import type { CreateMessageTemplate } from "@openwaba/templates";
import type { Origin } from "../desired/desired.ts";
import type { HistoryEntry } from "../history.ts";
import type { SampleFiles } from "../sample-files.ts";

/**
 * What becomes of a template: `cannot` is not allowed now, for a `reason`; `unmanaged` is in the account, but in no file,
 * and stays.
 */
export type StepAction = "cannot" | "create" | "delete" | "edit" | "unchanged" | "unmanaged";

/** What becomes of one template of an account. */
export interface Step {
  readonly action: StepAction;
  readonly account: string;
  readonly name: string;
  readonly language: string;
  /** Missing while it is not there. */
  readonly id?: string;
  /** State in the account. */
  readonly status?: string;
  readonly origin?: Origin;
  /** Why it cannot be. */
  readonly reason?: string;
  /** What else is to be known. */
  readonly notes: readonly string[];
  /** What differs, in words. */
  readonly changes: readonly string[];
  /** Properties that an edit gives. */
  readonly edited?: readonly string[];
  /** The text as a customer reads it, with the samples. */
  readonly preview?: string;
  /** As the file has it. */
  readonly template?: CreateMessageTemplate;
  /** Files that it names in the place of handles. */
  readonly files?: SampleFiles;
}

/** What `applyTemplates` would do. */
export interface Plan {
  readonly steps: readonly Step[];
  /** What killed runs had begun: how it ended, for the history. */
  readonly settled: readonly HistoryEntry[];
}
