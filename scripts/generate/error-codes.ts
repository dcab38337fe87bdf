import { join } from "node:path";
import { readYaml } from "../specs/read-yaml.ts";
import { header } from "./words.ts";

/** An entry of the table. */
export interface ErrorCode {
  name: string;
  family: string;
  surface?: "async" | "ui";
  retryable?: boolean;
  rejected?: boolean;
  wait?: number;
  growth?: number;
  scope?: string;
  status?: number[];
  meaning: string;
  subcodes?: Record<string, ErrorCode>;
}

const source = "specs/shared/error-codes.yaml";

/** The whole table for people, and the part that the client needs in as few bytes as possible. */
export async function writeErrorCodes(root: string): Promise<Record<string, string>> {
  const codes = await readErrorCodes(root);
  return {
    "error-codes.ts": writeTable(codes),
    "error-families.ts": writeFamilies(codes),
    "limit-scopes.ts": writeScopes(codes),
  };
}

export async function readErrorCodes(root: string): Promise<Record<string, ErrorCode>> {
  const { codes } = await readYaml<{ codes: Record<string, ErrorCode> }>(join(root, source));
  return codes;
}

function writeTable(codes: Record<string, ErrorCode>): string {
  const entries = Object.entries(codes).map(
    ([code, entry]) => `  ${JSON.stringify(code)}: ${JSON.stringify(complete(entry))},\n`,
  );
  return `${header(source)}import type { ErrorCode } from "../errors/error-code.ts";

export const errorCodes: Readonly<Record<string, ErrorCode>> = {\n${entries.join("")}};\n`;
}

function complete(entry: ErrorCode): object {
  const { name, family, surface, wait, status, meaning, retryable = false, rejected = false, subcodes } = entry;
  const inner = subcodes && Object.entries(subcodes).map(([subcode, own]) => [subcode, complete(own)]);
  const known = { name, family, surface, wait, status, meaning, retryable, rejected };
  return { ...known, ...(inner && { subcodes: Object.fromEntries(inner) }) };
}

/**
 * `auth 0 2u 2 2e|server 1! …`: after each family the distances between its codes in base 36, with `!` if a call
 * may be retried, `!!` if it was rejected before it had any effect, then the seconds to wait, and `!4` for a growth of 4.
 */
function writeFamilies(codes: Record<string, ErrorCode>): string {
  const families = new Map<string, [code: number, entry: ErrorCode][]>();
  const add = (code: number, entry: ErrorCode) =>
    families.set(entry.family, [...(families.get(entry.family) ?? []), [code, entry]]);
  for (const [code, entry] of Object.entries(codes)) {
    if (entry.surface === "ui" || !/^\d+$/.test(code)) continue;
    add(Number(code), entry);
    for (const [subcode, inner] of Object.entries(entry.subcodes ?? {})) {
      if (inner.family !== entry.family) add(Number(subcode), inner);
    }
  }
  const text = [...families].map(([family, own]) => {
    let last = 0;
    const distances = own
      .toSorted(([a], [b]) => a - b)
      .map(([code, { retryable, rejected, wait, growth }]) => {
        const distance = (code - last).toString(36);
        last = code;
        return (
          distance + (retryable ? "!" : "") + (rejected ? "!" : "") + (growth ? `${wait ?? 0}!${growth}` : (wait ?? ""))
        );
      });
    return `${family} ${distances.join(" ")}`;
  });
  const names = [...families.keys()].map((name) => `\n  | ${JSON.stringify(name)}`);
  return `${header(source)}export type ErrorFamily =${names.join("")};\n\nexport const families =\n  ${JSON.stringify(text.join("|"))};\n`;
}

/** Which allowance each code reports as used up. */
function writeScopes(codes: Record<string, ErrorCode>): string {
  const scopes = Object.entries(codes).flatMap(([code, { scope }]) => (scope ? [[code, scope] as const] : []));
  const names = [...new Set(scopes.map(([, scope]) => JSON.stringify(scope)))].join(" | ");
  const entries = scopes.map(([code, scope]) => `  ${code}: ${JSON.stringify(scope)},\n`);
  return `${header(source)}export type LimitScope = ${names};\n\nexport const limitScopes: Readonly<Record<number, LimitScope>> = {\n${entries.join("")}};\n`;
}
