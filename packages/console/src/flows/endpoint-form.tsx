import { useSignal } from "@preact/signals";
import { Problem } from "../parts/attempt.tsx";
import { CodeBlock, indented } from "../parts/code-block.tsx";
import { type Answer, readAnswer } from "./play.ts";

interface EndpointFormProps {
  readonly request: object;
  /** An answer to begin with. */
  readonly example: string;
  readonly onAnswer: (answer: Answer) => void;
  readonly onBack: (() => void) | undefined;
}

/** Stands in for the endpoint of a business: a tester types what it would answer. */
export function EndpointForm({ request, example, onAnswer, onBack }: EndpointFormProps) {
  const text = useSignal(example);
  const problem = useSignal("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        problem.value = "";
        try {
          onAnswer(readAnswer(text.value));
        } catch (error) {
          problem.value = error instanceof Error ? error.message : String(error);
        }
      }}
    >
      <h3>This flow asks its endpoint</h3>
      <p>Type what it would answer to this request. The sandbox asks it by itself once the flow has an endpoint_uri.</p>
      <CodeBlock label="Request, decrypted" text={indented(request)} />
      <label>
        Answer, as JSON
        <textarea
          class="mono"
          rows={9}
          spellcheck={false}
          value={text.value}
          onInput={({ currentTarget }) => (text.value = currentTarget.value)}
        />
      </label>
      <Problem text={problem.value} />
      <div class="actions">
        <button class="primary">Answer</button>
        {onBack && (
          <button type="button" onClick={onBack}>
            Back to the screen
          </button>
        )}
      </div>
    </form>
  );
}
