import { errorCodes } from "../../../packages/runtime/src/generated/error-codes.ts";

/** Codes of errors that have a page, as VitePress passes them on. */
export declare const data: readonly number[];

export default { load: (): readonly number[] => Object.keys(errorCodes).map(Number) };
