/**
 * Graph codes after which an unchanged call may succeed.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 * @see https://developers.facebook.com/docs/graph-api/overview/rate-limiting
 */
export const retryableCodes: ReadonlySet<number> = new Set([
  1, // unknown error, often passing
  2, // service temporarily unavailable
  4, // app limit
  17, // user limit
  32, // page limit
  341, // application limit
  613, // limit of one edge
  80007, // limit of one WhatsApp Business Account
  80008, // limit of WhatsApp business management
  130429, // throughput of a phone number
  131000, // unspecified failure
  131016, // a dependent service is down
  131056, // limit of one pair of sender and recipient
  131057, // account in maintenance
  133004, // registration service is down
]);
