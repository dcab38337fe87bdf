/** One page of each kind. */
export const kinds: Readonly<Record<string, string>> = {
  "the home page": "",
  "a first step": "start/send",
  "a page with pictures": "start/sandbox",
  "a guide": "guides/errors",
  "a comparison": "coming-from/pywa",
  "the table of operations": "reference/operations/",
  "an operation": "reference/operations/templates/deleteMessageTemplate",
  "an operation in several versions": "reference/operations/business-accounts/listSchedules",
  "a webhook": "reference/webhooks/account_alerts",
  "the table of errors": "reference/errors/",
  "an error": "reference/errors/131047",
  "a package": "reference/packages/webhooks",
  "the table of packages": "reference/packages/",
};
