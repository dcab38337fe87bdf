import type { ComponentProps } from "./component-props.ts";
import { textOf } from "./expression.ts";
import { FieldBox } from "./field-box.tsx";
import { valuesIn } from "./flow-json.ts";
import { isEnabled, isRequired } from "./validate.ts";

/** One day. */
export function DateField(props: ComponentProps) {
  const { component, value, problem, onChange } = props;
  const { key, props: own } = component;
  return (
    <FieldBox {...props}>
      <input
        id={`flow${key}`}
        type="date"
        value={textOf(value)}
        min={textOf(own["min-date"])}
        max={textOf(own["max-date"])}
        disabled={!isEnabled(own)}
        aria-required={isRequired(own)}
        aria-invalid={problem !== undefined}
        aria-describedby={`flow${key}-more`}
        onChange={({ currentTarget }) => onChange(currentTarget.value, own["on-select-action"])}
      />
    </FieldBox>
  );
}

const ends = [
  ["start-date", "From"],
  ["end-date", "To"],
] as const;

/** The first and the last of several days. */
export function RangeField(props: ComponentProps) {
  const { component, value, onChange } = props;
  const { props: own } = component;
  const range = valuesIn(value);
  return (
    <FieldBox {...props} isGroup>
      <div class="range">
        {ends.map(([name, label]) => (
          <label key={name}>
            {textOf(valuesIn(own["label"])[name]) || label}
            <input
              type="date"
              value={textOf(range[name])}
              min={textOf(own["min-date"])}
              max={textOf(own["max-date"])}
              disabled={!isEnabled(own)}
              onChange={({ currentTarget }) => {
                const changed = { ...range, [name]: currentTarget.value };
                const isWhole = ends.every(([part]) => textOf(changed[part]) !== "");
                onChange(changed, isWhole ? own["on-select-action"] : undefined);
              }}
            />
          </label>
        ))}
      </div>
    </FieldBox>
  );
}
