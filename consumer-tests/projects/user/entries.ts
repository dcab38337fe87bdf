// Compiles only if the subpath entries are found, with their types.
import { openFile, streamingFetch } from "@openwaba/media/node";
import { errorCodes } from "@openwaba/runtime/error-codes";

export const meaning: string | undefined = errorCodes["131056"]?.meaning;
export const file: Promise<File> = openFile("picture.jpg");

// @ts-expect-error a typed entry is not a number
export const wrong: number = streamingFetch;
