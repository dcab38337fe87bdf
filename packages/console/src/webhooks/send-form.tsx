import type { WebhookDelivery } from "@openwaba/sandbox";
import { useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { ControlError, post } from "../control/control.ts";
import { nodesOf } from "../control/store.ts";
import { Problem, useAttempts } from "../parts/attempt.tsx";
import { indented } from "../parts/code-block.tsx";
import { aboutNumber } from "./about-number.ts";
import { DeliveryState } from "./delivery-state.tsx";
import { Described } from "./form/described.tsx";
import { FormContext } from "./form/form-context.ts";
import { type Path, removeAt, writeAt } from "./form/paths.ts";
import { type PlacedProblem, problemsAt, problemsIn, problemsLeft } from "./form/place-problems.ts";
import { SchemaField } from "./form/schema-field.tsx";
import type { SchemaNode } from "./form/shapes.ts";
import { webhooksPage } from "./webhooks-nav.tsx";

/** A field as the sandbox describes it; the references of its schema begin at it. */
export interface DescribedField {
  readonly field: string;
  readonly description: string;
  readonly schema: SchemaNode;
  readonly example: unknown;
}

/** The value of a webhook as a form and as JSON, each of which follows the other. */
export function SendForm({ described }: { described: DescribedField }) {
  const { field, description, schema, example } = described;
  const { problem, attempt } = useAttempts();
  const value = useSignal<unknown>(example);
  const text = useSignal(shownJson(example));
  const mistake = useSignal("");
  const placed = useSignal<readonly PlacedProblem[]>([]);
  const numberId = useSignal("");
  const accountId = useSignal("");
  const sent = useSignal<readonly WebhookDelivery[]>([]);
  const isSending = useSignal(false);
  const box = useRef<HTMLFormElement>(null);
  const refusals = useSignal(0);
  useEffect(() => box.current?.querySelector(".form-problem")?.scrollIntoView({ block: "center" }), [refusals.value]);

  function show(next: unknown): void {
    value.value = next;
    text.value = shownJson(next);
    mistake.value = "";
  }

  function change(next: unknown, path: Path): void {
    placed.value = problemsLeft(placed.value, path);
    show(next);
  }

  function onText(next: string): void {
    text.value = next;
    try {
      value.value = JSON.parse(next);
      mistake.value = "";
    } catch (error) {
      mistake.value = error instanceof Error ? error.message : String(error);
    }
  }

  async function send(): Promise<void> {
    isSending.value = true;
    sent.value = [];
    placed.value = [];
    await attempt(async () => {
      try {
        const about = {
          ...(numberId.value !== "" && { phone_number_id: numberId.value }),
          ...(accountId.value !== "" && { waba_id: accountId.value }),
        };
        const answer = await post<{ deliveries: WebhookDelivery[] }>("/events", {
          field,
          value: value.value,
          ...about,
        });
        sent.value = answer.deliveries;
      } catch (error) {
        if (error instanceof ControlError) {
          placed.value = problemsIn(error.answer);
          refusals.value++;
        }
        throw error;
      }
    });
    isSending.value = false;
  }

  const form = {
    root: described,
    problemsAt: (path: Path) => problemsAt(placed.value, value.value, path),
    write: (path: Path, inner: unknown) => change(writeAt(value.value, path, inner), path),
    remove: (path: Path) => change(removeAt(value.value, path), path.slice(0, -1)),
  };
  return (
    <form
      ref={box}
      class="send-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p class="quiet">
        <Described text={description} />
      </p>
      <div class="abouts">
        <NumberChoice
          value={numberId.value}
          onChange={(id, displayPhoneNumber) => {
            numberId.value = id;
            if (id !== "") show(aboutNumber(value.value, { id, displayPhoneNumber }));
          }}
          isDisabled={mistake.value !== ""}
        />
        <AccountChoice value={accountId.value} onChange={(id) => (accountId.value = id)} />
      </div>
      <div class="sides">
        <fieldset disabled={mistake.value !== ""}>
          <legend class="visually-hidden">The value as a form</legend>
          {mistake.value !== "" && <p class="warning">The form waits until the mistake in the JSON is mended.</p>}
          <FormContext.Provider value={form}>
            <SchemaField node={schema} value={value.value} path={[]} label="value" isRequired />
          </FormContext.Provider>
        </fieldset>
        <JsonSide
          text={text.value}
          mistake={mistake.value}
          onText={onText}
          onDiscard={() => show(value.value)}
          onExample={() => {
            placed.value = [];
            show(example);
          }}
        />
      </div>
      <footer class="send-bar">
        <button class="primary" disabled={isSending.value || mistake.value !== ""}>
          {isSending.value ? "Sending…" : `Send ${field}`}
        </button>
        <div role="status">
          {sent.value.map((delivery) => (
            <p key={delivery.id}>
              <a href={`${webhooksPage}/${delivery.id}`}>Delivery {delivery.id}</a>{" "}
              <DeliveryState state={delivery.state} />
              {delivery.reason !== undefined && <span class="quiet"> {delivery.reason}</span>}
            </p>
          ))}
        </div>
        <Problem text={problem.value} />
      </footer>
    </form>
  );
}

const longestIndented = 100_000; // characters, whose many lines a browser is slow to lay out

function shownJson(value: unknown): string {
  const compact = JSON.stringify(value);
  return compact.length > longestIndented ? compact : indented(value);
}

interface JsonSideProps {
  readonly text: string;
  readonly mistake: string;
  readonly onText: (text: string) => void;
  readonly onDiscard: () => void;
  readonly onExample: () => void;
}

function JsonSide({ text, mistake, onText, onDiscard, onExample }: JsonSideProps) {
  const id = useId();
  return (
    <div class="json-side">
      <label for={id}>The value as JSON</label>
      <div id={`${id}-mistake`} role="alert">
        {mistake !== "" && <p class="danger">{mistake}</p>}
      </div>
      {mistake !== "" && (
        <div class="actions">
          <button type="button" onClick={onDiscard}>
            Back to what was right
          </button>
        </div>
      )}
      <textarea
        id={id}
        class="mono"
        spellcheck={false}
        autocapitalize="off"
        aria-invalid={mistake !== ""}
        aria-describedby={`${id}-mistake`}
        value={text}
        onInput={({ currentTarget }) => onText(currentTarget.value)}
      />
      <div class="actions">
        <button type="button" onClick={onExample}>
          Back to the example
        </button>
      </div>
    </div>
  );
}

interface NumberChoiceProps {
  readonly value: string;
  readonly onChange: (id: string, displayPhoneNumber: string) => void;
  readonly isDisabled: boolean;
}

function NumberChoice({ value, onChange, isDisabled }: NumberChoiceProps) {
  const numbers = [...nodesOf("phone_number").values()];
  const shown = (id: string) => String(nodesOf("phone_number").get(id)?.data["display_phone_number"] ?? id);
  return (
    <label>
      Number
      <select
        value={value}
        disabled={isDisabled}
        onChange={({ currentTarget }) => onChange(currentTarget.value, shown(currentTarget.value))}
      >
        <option value="">the first one</option>
        {numbers.map(({ id }) => (
          <option key={id} value={id}>
            {shown(id)}
          </option>
        ))}
      </select>
    </label>
  );
}

function AccountChoice({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  return (
    <label>
      Account
      <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        <option value="">that of the number</option>
        {[...nodesOf("waba").values()].map(({ id, data }) => (
          <option key={id} value={id}>
            {String(data["name"] ?? "")} {id}
          </option>
        ))}
      </select>
    </label>
  );
}
