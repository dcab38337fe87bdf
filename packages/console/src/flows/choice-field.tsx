import type { ComponentProps } from "./component-props.ts";
import { type Option, optionsOf } from "./components.ts";
import { textOf } from "./expression.ts";
import { FieldBox } from "./field-box.tsx";
import { listIn } from "./flow-json.ts";
import { isEnabled, isRequired } from "./validate.ts";

/** Boxes, buttons, chips or a list of which something is chosen. */
export function ChoiceField(props: ComponentProps) {
  const { component, value, problem, onChange } = props;
  const { key, type, props: own } = component;
  const options = optionsOf(own["data-source"]);
  const isMany = type === "CheckboxGroup" || type === "ChipsSelector";
  const chosen = isMany ? listIn(value).map(textOf) : [textOf(value)];

  function choose({ id, props: option }: Option, isChosen: boolean): void {
    const rest = chosen.filter((other) => other !== id);
    const name = isChosen || own["on-unselect-action"] === undefined ? "on-select-action" : "on-unselect-action";
    const action = option[isChosen ? "on-select-action" : "on-unselect-action"] ?? own[name];
    onChange(isMany ? (isChosen ? [...rest, id] : rest) : id, action);
  }

  if (type === "Dropdown") {
    return (
      <FieldBox {...props}>
        <select
          id={`flow${key}`}
          value={textOf(value)}
          disabled={!isEnabled(own)}
          aria-required={isRequired(own)}
          aria-invalid={problem !== undefined}
          aria-describedby={`flow${key}-more`}
          onChange={({ currentTarget }) => {
            const option = options.find(({ id }) => id === currentTarget.value);
            if (option) choose(option, true);
            else onChange("", own["on-unselect-action"]);
          }}
        >
          <option value="">Choose…</option>
          {options.map(({ id, title, description, isEnabled: isOpen }) => (
            <option key={id} value={id} disabled={!isOpen}>
              {description === "" ? title : `${title}, ${description}`}
            </option>
          ))}
        </select>
      </FieldBox>
    );
  }
  return (
    <FieldBox {...props} isGroup>
      <div class={type === "ChipsSelector" ? "chips" : "options"}>
        {options.map((option) => (
          <label key={option.id} class="check">
            <input
              type={isMany ? "checkbox" : "radio"}
              name={`flow${key}`}
              checked={chosen.includes(option.id)}
              disabled={!isEnabled(own) || !option.isEnabled}
              onChange={({ currentTarget }) => choose(option, currentTarget.checked)}
            />
            {option.image !== "" && <img src={`data:image;base64,${option.image}`} alt="" />}
            <span>
              {option.title}
              {option.description !== "" && <span class="quiet block">{option.description}</span>}
              {option.metadata !== "" && <span class="quiet block">{option.metadata}</span>}
            </span>
          </label>
        ))}
        {options.length === 0 && <p class="quiet">There is nothing to choose.</p>}
      </div>
    </FieldBox>
  );
}
