import { describe, detailsOf, type Problem } from "./problems.ts";

/** What a {@link GraphFailure} has besides its message. */
export interface GraphFailureOptions {
  code: number;
  status?: number;
  subcode?: number;
  type?: string;
  isTransient?: boolean;
  details?: string;
  headers?: Record<string, string>;
}

/** Rejects a call: thrown anywhere in the sandbox, sent as a Graph error. */
export class GraphFailure extends Error {
  override readonly name = "GraphFailure";
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly #options: GraphFailureOptions;

  constructor(message: string, options: GraphFailureOptions) {
    super(message);
    this.status = options.status ?? 400;
    this.headers = options.headers ?? {};
    this.#options = options;
  }

  envelope(traceId: string): object {
    const { code, subcode, type = "OAuthException", isTransient, details } = this.#options;
    return {
      error: {
        message: this.message,
        type,
        code,
        ...(subcode !== undefined && { error_subcode: subcode }),
        ...(isTransient !== undefined && { is_transient: isTransient }),
        ...(details !== undefined && { error_data: { messaging_product: "whatsapp", details } }),
        fbtrace_id: traceId,
      },
    };
  }
}

export function invalidParameter(detail: string): GraphFailure {
  return new GraphFailure(`(#100) ${detail}`, { code: 100 });
}

/** The value called `name` is invalid; the message is about its first problem, `error_data.details` about all. */
export function invalidValue(problems: readonly Problem[], name: string): GraphFailure {
  return new GraphFailure(`(#100) ${describe(problems, name)}`, { code: 100, details: detailsOf(problems, name) });
}

export function bodyTooLong(bytes: number): GraphFailure {
  return new GraphFailure(`(#100) The request body must not be longer than ${bytes / 1_048_576} MB`, {
    code: 100,
    status: 413,
  });
}

export function unknownPath(detail: string): GraphFailure {
  return new GraphFailure(`Unknown path components: ${detail}`, { code: 2500 });
}

export function unknownNode(method: string, id: string): GraphFailure {
  const action = `Unsupported ${method.toLowerCase()} request`;
  const message = `${action}: object '${id}' does not exist, was deleted or takes no such call`;
  return new GraphFailure(message, { code: 100, subcode: 33, type: "GraphMethodException" });
}

export function invalidToken(detail: string, subcode?: number): GraphFailure {
  const message = `Cannot validate the access token: ${detail}`;
  return new GraphFailure(message, { status: 401, code: 190, ...(subcode !== undefined && { subcode }) });
}
