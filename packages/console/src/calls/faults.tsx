import { useSignal } from "@preact/signals";
import { post } from "../control/control.ts";
import { calls } from "../control/store.ts";
import { Problem, useAttempts } from "../parts/attempt.tsx";

const kinds = ["throttle", "transient", "drop", "slow", "expired-token"] as const;

/** Lets the next calls fail. */
export function Faults() {
  const { problem, attempt } = useAttempts();
  const armed = useSignal("");
  const operations = [...new Set(calls.value.flatMap(({ operation }) => operation ?? []))].toSorted();
  return (
    <details class="faults">
      <summary>Let the next calls fail</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const { kind, times, operation } = Object.fromEntries(new FormData(event.currentTarget));
          const fault = { kind, times: Number(times), ...(operation && { operation }) };
          void attempt(async () => {
            await post("/faults", fault);
            armed.value = `The next ${times} calls${operation ? ` of ${String(operation)}` : ""} fail: ${String(kind)}.`;
          });
        }}
      >
        <label>
          Fault
          <select name="kind">
            {kinds.map((kind) => (
              <option key={kind}>{kind}</option>
            ))}
          </select>
        </label>
        <label>
          Operation
          <input name="operation" list="operations" placeholder="every one" />
        </label>
        <datalist id="operations">
          {operations.map((operation) => (
            <option key={operation} value={operation} />
          ))}
        </datalist>
        <label>
          Times
          <input name="times" type="number" min="1" max="100" value="1" />
        </label>
        <button class="primary">Arm</button>
      </form>
      <p role="status">{armed.value}</p>
      <Problem text={problem.value} />
    </details>
  );
}
