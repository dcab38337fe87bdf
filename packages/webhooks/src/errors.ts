/** Why a request was not accepted as a delivery. */
export type RejectionReason = "signature" | "size" | "body" | "json" | "envelope";

const statuses = {
  signature: 401,
  size: 413,
  body: 400,
  json: 400,
  envelope: 400,
} satisfies Record<RejectionReason, number>;

/** A request is no delivery of the platform, or none that may be read. */
export class WebhookRequestError extends Error {
  override readonly name = "WebhookRequestError";
  readonly reason: RejectionReason;
  /** HTTP status to answer. */
  readonly status: number;

  constructor(reason: RejectionReason, detail: string, options?: ErrorOptions) {
    super(`Cannot accept the webhook: ${detail}`, options);
    this.reason = reason;
    this.status = statuses[reason];
  }
}

/** One change of a delivery cannot be read. The rest of the delivery can. */
export class WebhookChangeError extends Error {
  override readonly name = "WebhookChangeError";
  /** Field of the change. */
  readonly field: string;
  /** Id of the entry that the change is in. */
  readonly entryId: string;

  constructor(field: string, entryId: string, detail: string) {
    super(`Cannot read a change of ${JSON.stringify(field.slice(0, 100))}: ${detail}`);
    this.field = field;
    this.entryId = entryId;
  }
}

/** What of the app failed: it consumed the `body`, or its `handler`, `store` or `onError` did not do what it must. */
export type AppPart = "body" | "handler" | "store" | "onError";

/** The app around the webhook made a mistake, not the platform and not a stranger. */
export class WebhookAppError extends Error {
  override readonly name = "WebhookAppError";
  readonly part: AppPart;

  constructor(part: AppPart, detail: string) {
    super(`Cannot handle the webhook: ${detail}`);
    this.part = part;
  }
}

/** The signature holds for the raw bytes, which are gone. */
export function bodyConsumed(): WebhookAppError {
  return new WebhookAppError("body", "its body was consumed before, mount the webhook before any body parser");
}
