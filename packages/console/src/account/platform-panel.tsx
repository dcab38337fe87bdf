import type { WebhookDelivery } from "@openwaba/sandbox";
import { useSignal } from "@preact/signals";
import { get, post } from "../control/control.ts";
import { Problem, useAttempts } from "../parts/attempt.tsx";
import { Told } from "../parts/told.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { limitText, readable } from "../parts/words.ts";
import { bodyOf, type Control, type ControlField, initialValues, type Values } from "./platform-controls.ts";

interface PlatformPanelProps {
  /** Route of what is acted on, such as `/numbers/108110225544001`. */
  readonly route: string;
  readonly controls: readonly Control[];
  readonly title?: string;
}

/** What the platform can do to something, and the webhooks that tell so. */
export function PlatformPanel({ route, controls, title = "As the platform" }: PlatformPanelProps) {
  const { problem, attempt } = useAttempts();
  const done = useSignal<{ label: string; told: readonly WebhookDelivery[] | undefined } | undefined>(undefined);

  const asked = useSignal<Control | undefined>(undefined);

  const run = (control: Control, values: Values) =>
    void attempt(async () => {
      done.value = undefined;
      const { now } = await get<{ now: number }>("/clock");
      const body = bodyOf(control, values, now);
      const { deliveries } = await post<{ deliveries?: readonly WebhookDelivery[] }>(
        `${route}/${control.action}`,
        body,
      );
      done.value = { label: control.label, told: deliveries };
    });

  const buttons = controls.filter(({ fields }) => fields === undefined);
  const id = `platform${route.replaceAll(/\W/g, "-")}`;
  return (
    <section class="panel" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <Problem text={problem.value} />
      <div role="status">
        {done.value && (
          <>
            <p>
              <strong>{done.value.label}</strong>: done.
            </p>
            {done.value.told && <Told told={done.value.told} />}
          </>
        )}
      </div>
      {buttons.length > 0 && (
        <div class="actions">
          {buttons.map((control) => (
            <button
              key={control.label}
              type="button"
              class={control.isDangerous === true ? "danger" : ""}
              title={control.hint}
              onClick={() => {
                if (control.question === undefined) run(control, {});
                else asked.value = control;
              }}
            >
              {control.label}
              {control.question !== undefined && "…"}
            </button>
          ))}
        </div>
      )}
      <div class="forms">
        {controls
          .filter((control) => !buttons.includes(control))
          .map((control) => (
            <ControlForm key={control.label} control={control} run={run} />
          ))}
      </div>
      {asked.value && <Question control={asked.value} run={run} onClose={() => (asked.value = undefined)} />}
    </section>
  );
}

interface RunProps {
  readonly control: Control;
  readonly run: (control: Control, values: Values) => void;
}

function Question({ control, run, onClose }: RunProps & { onClose: () => void }) {
  return (
    <Dialog title={`${control.label}?`} onClose={onClose}>
      <p>{control.question}</p>
      <div class="actions end">
        <button type="button" onClick={onClose}>
          Keep it
        </button>
        <button
          type="button"
          class="danger"
          onClick={() => {
            onClose();
            run(control, {});
          }}
        >
          {control.label}
        </button>
      </div>
    </Dialog>
  );
}

function ControlForm({ control, run }: RunProps) {
  const values = useSignal(initialValues(control));
  const { label, hint, fields = [], isDangerous = false } = control;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        run(control, values.value);
      }}
    >
      {fields.map((field) => (
        <label key={field.name}>
          {field.label}
          <FieldInput
            field={field}
            value={values.value[field.name] ?? ""}
            onChange={(value) => (values.value = { ...values.value, [field.name]: value })}
          />
        </label>
      ))}
      {hint !== undefined && <p class="quiet hint">{hint}</p>}
      <button class={isDangerous ? "danger" : ""}>{label}</button>
    </form>
  );
}

interface FieldInputProps {
  readonly field: ControlField;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function FieldInput({ field: { options, isOptional = false }, value, onChange }: FieldInputProps) {
  if (!options)
    return (
      <input value={value} required={!isOptional} onInput={({ currentTarget }) => onChange(currentTarget.value)} />
    );
  return (
    <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
      {isOptional && <option value="">None</option>}
      {options.map((option) => (
        <option key={option} value={option}>
          {wordsOf(option)}
        </option>
      ))}
    </select>
  );
}

function wordsOf(option: string): string {
  if (option.startsWith("TIER_")) return limitText(option);
  return /^[A-Z_]+$/.test(option) ? readable(option) : option;
}
