// Compiles only when the entries beside the main ones are found, with their types.
import { openFile, streamingFetch } from "@openwaba/media/node";
import { errorCodes } from "@openwaba/runtime/error-codes";

export const meaning: string | undefined = errorCodes["131056"]?.meaning;
export const file: Promise<File> = openFile("picture.jpg");

// @ts-expect-error what has types is no number
export const wrong: number = streamingFetch;
