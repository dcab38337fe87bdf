import { pathToFileURL } from "node:url";

/** The templates that a module exports: by name, or as its default alone or in a list. */
export async function readModule(path: string): Promise<unknown[]> {
  const exported: Record<string, unknown> = await import(pathToFileURL(path).href);
  return [...new Set(Object.values(exported))].filter((value) => typeof value === "object");
}

/** Why a module cannot be loaded. */
export function moduleProblem(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ERR_UNKNOWN_FILE_EXTENSION")
    return "it is TypeScript, which Node.js runs since 22.18: write JSON or YAML";
  return `it cannot be loaded: ${String(message ?? error).split("\n")[0]}`;
}
