/**
 * What failed: the `request` is signed but not what the platform documents; none of the private keys fits it
 * (`decryption`); the private `key` cannot be imported; a `handler` is missing, returned no screen or did not settle in
 * time; the `client` reports an error and there is no handler `error`.
 */
export type FlowEndpointErrorReason = "request" | "decryption" | "key" | "handler" | "client";

/** What goes wrong in an endpoint, except for what handlers throw. It names neither keys nor what people entered. */
export class FlowEndpointError extends Error {
  override readonly name = "FlowEndpointError";
  readonly reason: FlowEndpointErrorReason;

  constructor(reason: FlowEndpointErrorReason, detail: string) {
    super(`Cannot answer the flow: ${detail}`);
    this.reason = reason;
  }
}

/**
 * Thrown by a handler when the flow token is no longer valid: the client shows `error_msg`, or a text of its own
 * without it, and disables the button of the message for good. Responds with 427.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/flows/reference/error-codes
 * @example
 * if (!order) throw new InvalidFlowTokenError("This order was already confirmed");
 */
export class InvalidFlowTokenError extends Error {
  override readonly name = "InvalidFlowTokenError";
  /** Text that the client shows. */
  readonly error_msg: string | undefined;

  constructor(error_msg?: string) {
    super("The flow token is no longer valid");
    this.error_msg = error_msg;
  }
}
