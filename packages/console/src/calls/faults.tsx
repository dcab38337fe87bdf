import type { Fault, ListedOperation, PendingFault } from "@openwaba/sandbox";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { post, remove } from "../control/control.ts";
import { faults } from "../control/store.ts";
import { Problem, useAttempts } from "../parts/attempt.tsx";
import { describeFault, faultKinds, type FaultOption, isFaultKind, readFault } from "./fault-kinds.ts";
import { listOperations } from "./operation.ts";

const kinds = Object.keys(faultKinds).filter(isFaultKind);

/** Lets the next calls fail, and shows which ones will. */
export function Faults() {
  return (
    <>
      <header>
        <h2>Faults</h2>
      </header>
      <p class="quiet">A fault lets the next matching calls fail, in the order in which faults were armed.</p>
      <ArmedFaults />
      <FaultForm />
    </>
  );
}

function ArmedFaults() {
  const { problem, attempt } = useAttempts();
  const { value: armed } = faults;
  return (
    <section class="armed" aria-labelledby="armed">
      <h3 id="armed">Armed</h3>
      {armed.length === 0 && <p class="quiet">No fault is armed: calls are answered as usual.</p>}
      <ul>
        {armed.map((fault) => (
          <ArmedFault key={fault.id} fault={fault} onDisarm={() => void attempt(() => remove(`/faults/${fault.id}`))} />
        ))}
      </ul>
      {armed.length > 1 && (
        <button type="button" onClick={() => void attempt(() => remove("/faults"))}>
          Disarm all
        </button>
      )}
      <Problem text={problem.value} />
    </section>
  );
}

function ArmedFault({ fault, onDisarm }: { fault: PendingFault; onDisarm: () => void }) {
  const { effect, options } = describeFault(fault);
  return (
    <li>
      <div>
        <p>{effect}</p>
        {options !== "" && <p class="quiet">{options}</p>}
      </div>
      <button type="button" aria-label={`Disarm ${effect}`} onClick={onDisarm}>
        Disarm
      </button>
    </li>
  );
}

function FaultForm() {
  const { problem, attempt } = useAttempts();
  const operations = useSignal<readonly ListedOperation[]>([]);
  const kind = useSignal<Fault["kind"]>("throttle");
  const result = useSignal("");
  useEffect(() => void attempt(async () => (operations.value = await listOperations())), []);
  const { effect, options, operations: applicable } = faultKinds[kind.value];
  const choices = operations.value.filter(({ operationId }) => applicable?.includes(operationId) !== false);
  return (
    <section aria-labelledby="arm">
      <h3 id="arm">Arm a fault</h3>
      <form
        class="fault-form"
        onSubmit={(event) => {
          event.preventDefault();
          const fault = readFault(kind.value, Object.fromEntries(new FormData(event.currentTarget)));
          result.value = "";
          void attempt(async () => {
            await post("/faults", fault);
            result.value = "Armed.";
          });
        }}
      >
        <label>
          What happens
          <select
            value={kind.value}
            aria-describedby="effect"
            onChange={({ currentTarget: { value } }) => {
              if (isFaultKind(value)) kind.value = value;
              result.value = "";
            }}
          >
            {kinds.map((name) => (
              <option key={name} value={name}>
                {faultKinds[name].label}
              </option>
            ))}
          </select>
        </label>
        <p id="effect" class="quiet">
          {effect}
        </p>
        <label>
          Calls
          <select key={kind.value} name="operation">
            <option value="">{applicable ? "Every operation that it applies to" : "Every operation"}</option>
            {domainsOf(choices).map((domain) => (
              <optgroup key={domain} label={domain}>
                {choices
                  .filter((choice) => (choice.domain ?? "other") === domain)
                  .map(({ operationId, method, path }) => (
                    <option key={operationId} value={operationId}>
                      {`${operationId} (${method} ${path})`}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        </label>
        {options.map((option) => (
          <OptionField key={`${kind.value} ${option.name}`} option={option} />
        ))}
        <label>
          How many calls
          <input name="times" type="number" min="1" step="1" required value="1" />
        </label>
        <div class="actions">
          <button class="primary">Arm</button>
          <p role="status">{result.value}</p>
        </div>
      </form>
      <Problem text={problem.value} />
    </section>
  );
}

function domainsOf(operations: readonly ListedOperation[]): string[] {
  return [...new Set(operations.map(({ domain = "other" }) => domain))].toSorted();
}

function OptionField({ option }: { option: FaultOption }) {
  const { name, label, choices } = option;
  return (
    <label>
      {label}
      {choices ? (
        <select name={name}>
          {choices.map(([value, meaning]) => (
            <option key={value} value={value}>
              {meaning}
            </option>
          ))}
        </select>
      ) : (
        <OptionInput option={option} />
      )}
    </label>
  );
}

function OptionInput({ option }: { option: FaultOption }) {
  const { name, isText, isRequired = false, minimum, default: placeholder } = option;
  const common = { name, required: isRequired, placeholder };
  if (isText) return <input type="url" {...common} />;
  return <input type="number" step="1" min={minimum} {...common} />;
}
