import type { CreateMessageTemplate } from "@openwaba/templates";
import type { SampleFiles } from "../sample-files.ts";

/** Where a template is written. */
export interface Origin {
  /** Relative to the working folder. */
  readonly file: string;
  /** Of its first line, counted from 1; undefined in modules. */
  readonly line: number | undefined;
}

/** A template as it should be. */
export interface Desired {
  readonly template: CreateMessageTemplate;
  readonly origin: Origin;
  /** Files that it names in the place of handles. */
  readonly files?: SampleFiles;
}

/** What is wrong with a file. */
export interface Finding extends Origin {
  readonly message: string;
}

/** What files hold. */
export interface ReadDesired {
  readonly desired: readonly Desired[];
  readonly findings: readonly Finding[];
}

/** `file:line` as editors and terminals open it. */
export function placeOf({ file, line }: Origin): string {
  return line === undefined ? file : `${file}:${line}`;
}
