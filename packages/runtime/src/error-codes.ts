export type { ErrorCode } from "./errors/error-code.ts";

/**
 * Every documented error code of the platform, by code; `"200-299"` is a range.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 * @example
 * import { errorCodes } from "@openwaba/runtime/error-codes";
 * console.log(errorCodes[error.code]?.meaning);
 */
export { errorCodes } from "./generated/error-codes.ts";
