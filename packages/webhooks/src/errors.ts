/** Why a request was rejected. */
export type RejectionReason = "signature" | "size" | "body" | "json" | "envelope";

const statuses = {
  signature: 401,
  size: 413,
  body: 400,
  json: 400,
  envelope: 400,
} satisfies Record<RejectionReason, number>;

/** A request that is not a valid delivery of the platform, or is too large. */
export class WebhookRequestError extends Error {
  override readonly name = "WebhookRequestError";
  readonly reason: RejectionReason;
  /** HTTP status to respond with. */
  readonly status: number;

  constructor(reason: RejectionReason, detail: string, options?: ErrorOptions) {
    super(`Cannot accept the webhook: ${detail}`, options);
    this.reason = reason;
    this.status = statuses[reason];
  }
}

/** One change of a delivery that cannot be read. The rest of the delivery can. */
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

/** Part of the app that failed: it consumed the `body`, or its `handler`, `store` or `onError` misbehaved. */
export type AppPart = "body" | "handler" | "store" | "onError";

/** A mistake of the app around the webhook, not of the platform or of another sender. */
export class WebhookAppError extends Error {
  override readonly name = "WebhookAppError";
  readonly part: AppPart;

  constructor(part: AppPart, detail: string) {
    super(`Cannot handle the webhook: ${detail}`);
    this.part = part;
  }
}

/** The signature is over the raw bytes, which are gone. */
export function bodyConsumed(): WebhookAppError {
  return new WebhookAppError("body", "its body was already consumed: mount the webhook before any body parser");
}
