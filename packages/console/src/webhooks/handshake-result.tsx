import { CodeBlock } from "../parts/code-block.tsx";

/** What the sandbox says of a handshake. */
export interface HandshakeAnswer {
  readonly isVerified: boolean;
  readonly reason?: string;
  /** Why the URL was not set, if that was asked for. */
  readonly error?: unknown;
  readonly request?: { readonly method: string; readonly url: string };
  readonly response?: { readonly status: number; readonly response: string; readonly problem?: string };
}

export function isHandshake(answer: unknown): answer is HandshakeAnswer {
  return typeof answer === "object" && answer !== null && "isVerified" in answer;
}

/** What was sent, what came back, and whether it counts. */
export function HandshakeResult({ answer }: { answer: HandshakeAnswer }) {
  const { isVerified, reason, request, response, error } = answer;
  return (
    <section class="handshake" aria-labelledby="handshake">
      <h2 id="handshake" class={isVerified ? "status good" : "status bad"}>
        {isVerified ? "Verified: it sent the challenge back" : `Not verified: ${reason}`}
      </h2>
      {error !== undefined && <p>The callback URL stays as it was.</p>}
      {request && <CodeBlock label="Sent" text={`${request.method} ${request.url}`} />}
      {response && response.status !== 0 && (
        <CodeBlock
          label={`Came back, status ${response.status}`}
          text={response.response === "" ? "(no body)" : response.response}
        />
      )}
      {request && !isVerified && (
        <p class="quiet">
          A receiver compares <code>hub.verify_token</code> with its own, and answers status 200 with the value of{" "}
          <code>hub.challenge</code> and nothing else.
        </p>
      )}
    </section>
  );
}
