/** What every sandbox starts with: ids of the examples in the documents. */
export const seedIds = {
  /** The business, unless the caller has others. */
  business: "506914307656634",
  /** The app that is told by webhook. */
  app: "670843887433847",
  /** The account (WABA) with the number. */
  account: "102290129340398",
  /** The number that customers write to. */
  phoneNumber: "108110225544001",
} as const;
