import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useForm } from "./form-context.ts";
import { type FormField, readText, showText } from "./form-field.ts";
import { changeShape } from "./make-value.ts";
import { isOfKind } from "./shapes.ts";

interface ControlProps {
  readonly field: FormField;
  readonly label: string;
  readonly id: string;
  /** Ids of what explains it. */
  readonly describedBy: string;
  readonly isWrong: boolean;
}

/** The control of a value that has no values inside. */
export function FieldControl(props: ControlProps) {
  const { root, write } = useForm();
  const { field, id, label } = props;
  const { shape, shapes, index, path, value } = field;
  if (shape.kind === "object" || shape.kind === "array")
    return (
      <div class="actions">
        <span class="mono">{showText(value)}</span>
        <button type="button" id={id} onClick={() => write(path, changeShape(root, shapes, index, undefined))}>
          Make {label} {shape.kind === "array" ? "a list" : "an object"}
        </button>
      </div>
    );
  if (shape.options && shape.isOpen) return <OpenChoice {...props} options={shape.options} />;
  if (shape.options) return <Choice {...props} options={shape.options} />;
  if (shape.kind === "null") return <input {...attributes(props)} readOnly value="null" />;
  if (shape.kind === "boolean") return <Choice {...props} options={[true, false]} />;
  return shape.kind === "string" ? <Text {...props} /> : <NumberInput {...props} />;
}

function attributes({ id, describedBy, isWrong }: ControlProps) {
  return {
    id,
    ...(describedBy !== "" && { "aria-describedby": describedBy }),
    ...(isWrong && { "aria-invalid": true }),
  };
}

/** One of some values; a single one is a constant. */
function Choice(props: ControlProps & { readonly options: readonly unknown[] }) {
  const { write } = useForm();
  const { options } = props;
  const { path, value } = props.field;
  const place = options.indexOf(value);
  if (options.length === 1 && place === 0) return <input {...attributes(props)} readOnly value={showText(value)} />;
  return (
    <select
      {...attributes(props)}
      value={String(place)}
      onChange={({ currentTarget }) => write(path, options[Number(currentTarget.value)])}
    >
      {place < 0 && <option value="-1">{showText(value)} (not allowed)</option>}
      {options.map((option, index) => (
        <option key={index} value={String(index)}>
          {showText(option)}
        </option>
      ))}
    </select>
  );
}

/** A text that is mostly one of some. */
function OpenChoice(props: ControlProps & { readonly options: readonly unknown[] }) {
  const { write } = useForm();
  const { options, field, label, id } = props;
  const { path, value } = field;
  const isOther = useSignal(false);
  const place = isOther.value ? -1 : options.indexOf(value);
  return (
    <div class="open-choice">
      <select
        {...attributes(props)}
        value={String(place)}
        onChange={({ currentTarget }) => {
          const chosen = Number(currentTarget.value);
          isOther.value = chosen < 0;
          if (chosen >= 0) write(path, options[chosen]);
        }}
      >
        {options.map((option, index) => (
          <option key={index} value={String(index)}>
            {showText(option)}
          </option>
        ))}
        <option value="-1">another…</option>
      </select>
      {place < 0 && (
        <input
          id={`${id}-other`}
          aria-label={`${label}, another value`}
          value={showText(value)}
          onInput={({ currentTarget }) => {
            isOther.value = true; // it may be like one of the options on the way
            write(path, currentTarget.value);
          }}
        />
      )}
    </div>
  );
}

const longLine = 60; // characters

function Text(props: ControlProps) {
  const { write } = useForm();
  const { path, value } = props.field;
  const text = showText(value);
  const isLong = useSignal(text.length > longLine);
  const onInput = ({ currentTarget }: { currentTarget: { value: string } }) => write(path, currentTarget.value);
  // an input would lose the breaks of lines
  if (isLong.value || text.includes("\n"))
    return <textarea {...attributes(props)} rows={3} value={text} onInput={onInput} />;
  return <input {...attributes(props)} value={text} onInput={onInput} />;
}

/** Keeps what is typed also when it is no number yet. */
function NumberInput(props: ControlProps) {
  const { write } = useForm();
  const { shape, path, value } = props.field;
  const draft = useSignal(showText(value));
  const isNumber = readText(shape, draft.value) !== undefined;
  useEffect(() => {
    if (readText(shape, draft.value) !== value && isOfKind(shape.kind, value)) draft.value = showText(value);
  }, [value]);
  return (
    <>
      <input
        {...attributes(props)}
        inputMode="decimal"
        aria-invalid={props.isWrong || !isNumber}
        value={draft.value}
        onInput={({ currentTarget }) => {
          draft.value = currentTarget.value;
          const number = readText(shape, currentTarget.value);
          if (number !== undefined) write(path, number);
        }}
      />
      {!isNumber && (
        <p class="danger help" role="alert">
          It must be a {shape.kind === "integer" ? "whole number" : "number"}; {showText(value)} is what is sent.
        </p>
      )}
    </>
  );
}
