/** Why a request was not accepted as a delivery. */
export type RejectionReason = "signature" | "size" | "json" | "envelope";

const statuses = {
  signature: 401,
  size: 413,
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
