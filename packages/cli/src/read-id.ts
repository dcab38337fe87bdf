import { usageError } from "./cli-error.ts";

/** An id that was given as an argument, else what `otherwise` says. */
export async function readId(given: string | undefined, otherwise: () => Promise<string>): Promise<string> {
  if (given === undefined) return otherwise();
  if (/^\d{1,32}$/.test(given)) return given;
  throw usageError("Cannot use this id: ids have digits alone", "`openwaba numbers` lists numbers with their ids");
}
