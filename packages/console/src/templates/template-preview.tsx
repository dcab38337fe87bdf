import type { Schemas } from "@openwaba/templates";
import { useSignal } from "@preact/signals";
import { PlainTextContext } from "../chats/formatted-text.tsx";
import { fillTemplate } from "./fill-template.ts";
import { componentsWith, type Placeholder, placeholdersOf, runsOf, type Values } from "./placeholders.ts";
import { TemplateView } from "./template-view.tsx";

const hints: Readonly<Record<Placeholder["kind"], string>> = {
  text: "",
  file: "Id of a file, or its address",
  place: "Name of the place",
  product: "Id of the product",
  time: "",
};

/** A template as its recipient sees it, with what the visitor puts in for its placeholders. */
export function TemplatePreview({ components }: { components: readonly Schemas["TemplateComponent"][] }) {
  const placeholders = placeholdersOf(components);
  const examples = Object.fromEntries(placeholders.map(({ key, example }) => [key, example]));
  const values = useSignal<Values>(examples);
  return (
    <div class="template-preview">
      <div class="preview">
        <div class="bubble">
          <PlainTextContext.Provider value={marked}>
            <TemplateView template={fillTemplate(components, componentsWith(components, values.value))} isPreview />
          </PlainTextContext.Provider>
        </div>
      </div>
      {placeholders.length === 0 ? (
        <p class="quiet">It has no placeholders: everybody gets the same.</p>
      ) : (
        <fieldset>
          <legend>Placeholders</legend>
          {placeholders.map(({ key, label, kind, where }) => (
            <label key={key}>
              <span>
                <code>{label}</code> <span class="quiet">{where}</span>
              </span>
              <Input
                kind={kind}
                value={values.value[key] ?? ""}
                onChange={(value) => (values.value = { ...values.value, [key]: value })}
              />
            </label>
          ))}
          <div class="actions">
            <button type="button" onClick={() => (values.value = examples)}>
              Use the examples
            </button>
            <button type="button" onClick={() => (values.value = {})}>
              Empty all
            </button>
          </div>
        </fieldset>
      )}
    </div>
  );
}

interface InputProps {
  readonly kind: Placeholder["kind"];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Input({ kind, value, onChange }: InputProps) {
  const onInput = ({ currentTarget }: { currentTarget: HTMLInputElement }) => onChange(currentTarget.value);
  if (kind === "time") return <input type="datetime-local" value={value} onInput={onInput} />;
  return <input placeholder={hints[kind]} value={value} onInput={onInput} />;
}

function marked(text: string) {
  return runsOf(text).map((run, index) =>
    run.kind === "text" ? (
      run.text
    ) : (
      <mark key={index} class={run.kind}>
        {run.text}
      </mark>
    ),
  );
}
