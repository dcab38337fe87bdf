import type { ErrorCode } from "../../packages/runtime/src/errors/error-code.ts";
import { repeatOf, surfaceOf } from "../../packages/cli/src/errors/explain.ts";
import { remedies } from "../../packages/cli/src/errors/remedies.ts";
import { errorCodes } from "../../packages/runtime/src/generated/error-codes.ts";
import { cell, code, frontmatter, page, prose, table } from "./markdown.ts";
import type { DocumentedOperation } from "./operations.ts";

export interface DocumentedError extends ErrorCode {
  readonly code: string;
}

export function readErrors(): DocumentedError[] {
  return Object.entries(errorCodes).map(([name, error]) => ({ ...error, code: name }));
}

/** The Markdown of the page of an error code. */
export function errorPage(error: DocumentedError, operations: readonly DocumentedOperation[]): string {
  const mentioned = operations.filter((operation) => mentions(operation, error.code));
  const subcodes = Object.entries(error.subcodes ?? {});
  return page(
    frontmatter({ title: `${error.code}: ${error.name}`, description: error.meaning, prev: false, next: false }),
    `# ${error.code}: ${prose(error.name)}`,
    `${prose(error.meaning)}.`,
    table(
      ["question", "answer"],
      [
        ["Where does it come?", surfaceOf(error)],
        ["With which HTTP status?", (error.status ?? []).join(", ") || "not documented"],
        ["Does the client repeat the call?", repeatOf(error)],
        ["What is `error.family`?", code(error.family)],
      ],
    ),
    "## What to do",
    remedies[error.family],
    ...(subcodes.length > 0
      ? [
          "## Subcodes",
          table(
            ["subcode", "what it is", "repeated"],
            subcodes.map(([name, sub]) => [
              `<span id="${name}">${code(name)}</span>`,
              cell(`${sub.name}: ${sub.meaning}`),
              sub.retryable ? "yes" : "no",
            ]),
          ),
        ]
      : []),
    ...(mentioned.length > 0
      ? [
          "## Operations that name it",
          mentioned.map(({ domain, id }) => `- [${id}](/reference/operations/${domain}/${id})`).join("\n"),
        ]
      : []),
  );
}

/** The table of all codes. */
export function errorTable(errors: readonly DocumentedError[]): string {
  return table(
    ["code", "what it is", "repeated"],
    errors.map((error) => [
      `[${error.code}](/reference/errors/${error.code})`,
      `**${cell(error.name)}** ${cell(error.meaning)}`,
      error.retryable ? "yes" : "no",
    ]),
  );
}

function mentions({ shapes }: DocumentedOperation, error: string): boolean {
  return new RegExp(`\\b${error}\\b`).test(shapes[0]?.operation.description ?? "");
}
