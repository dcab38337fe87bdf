import type { FlowExchange } from "@openwaba/sandbox";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { post } from "../control/control.ts";
import { Problem, useAttempts } from "../parts/attempt.tsx";
import { CodeBlock, indented } from "../parts/code-block.tsx";

interface EndpointCallProps {
  /** The flow. */
  readonly id: string;
  /** Where its endpoint is. */
  readonly url: string;
  readonly request: object;
  /** Called with what a phone takes; what it does not take is shown here. */
  readonly onAnswer: (exchange: FlowExchange) => void;
  readonly onType: () => void;
  readonly onBack: (() => void) | undefined;
}

/** Asks the endpoint of the business, as a phone does. */
export function EndpointCall({ id, url, request, onAnswer, onType, onBack }: EndpointCallProps) {
  const { problem, attempt } = useAttempts();
  const failed = useSignal<FlowExchange | undefined>(undefined);
  const isWaiting = useSignal(false);

  function ask(): void {
    failed.value = undefined;
    isWaiting.value = true;
    void attempt(async () => {
      const exchange = await post<FlowExchange>(`/flows/${id}/ask`, request);
      if (exchange.status === 200 && !exchange.trouble) onAnswer(exchange);
      else failed.value = exchange;
    }).finally(() => (isWaiting.value = false));
  }

  useEffect(ask, []);

  return (
    <section class="endpoint" aria-label="The endpoint of the flow">
      <p role="status">{isWaiting.value ? `Asking ${url} …` : ""}</p>
      <Problem text={problem.value} />
      {failed.value && <Failed exchange={failed.value} />}
      {!isWaiting.value && (
        <div class="actions">
          <button type="button" class="primary" onClick={ask}>
            Ask again
          </button>
          <button type="button" onClick={onType}>
            Type an answer
          </button>
          {onBack && (
            <button type="button" onClick={onBack}>
              Back to the screen
            </button>
          )}
        </div>
      )}
    </section>
  );
}

/** What a phone shows as an error, and why. */
function Failed({ exchange }: { exchange: FlowExchange }) {
  const { trouble, status, answer } = exchange;
  const text = trouble
    ? `${trouble.type}: ${trouble.message}`
    : `Status ${status}, the flow token is not valid: ${String(answer?.["error_msg"] ?? "the phone shows a text of its own")}`;
  return (
    <>
      <Problem text={text} />
      <ExchangeDetails exchange={exchange} isOpen />
    </>
  );
}

/** What the endpoint was asked, and what it answered. */
export function ExchangeDetails({ exchange, isOpen = false }: { exchange: FlowExchange; isOpen?: boolean }) {
  const { request, answer, status, latency } = exchange;
  return (
    <details open={isOpen}>
      <summary>
        The endpoint answered with status {status} in {latency} ms
      </summary>
      <CodeBlock label="Request, decrypted" text={indented(request)} />
      {answer && <CodeBlock label="Answer, decrypted" text={indented(answer)} />}
    </details>
  );
}
