import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { Icon } from "../../parts/icon.tsx";
import { useForm } from "./form-context.ts";
import type { FormField } from "./form-field.ts";
import { makeValue } from "./make-value.ts";

interface GroupContentProps {
  readonly field: FormField;
  readonly label: string;
  /** The field at a place. */
  readonly render: (place: number) => ComponentChildren;
}

const shownAtOnce = 30;

/** The fields of an object or a list, and what can be added to it. */
export function GroupContent({ field, label, render }: GroupContentProps) {
  const { inner, value } = field;
  const shown = useSignal(shownAtOnce);
  const hidden = inner.length - shown.value;
  return (
    <>
      {inner.slice(0, shown.value).map((_, place) => render(place))}
      {hidden > 0 && (
        <button type="button" onClick={() => (shown.value += shownAtOnce)}>
          Show {Math.min(hidden, shownAtOnce)} of {hidden} more
        </button>
      )}
      {Array.isArray(value) ? (
        <AddItem field={field} label={label} onAdded={() => (shown.value = Math.max(shown.value, inner.length + 1))} />
      ) : (
        <AddProperty field={field} label={label} />
      )}
    </>
  );
}

interface AddProps {
  readonly field: FormField;
  readonly label: string;
}

function AddItem({ field: { path, inner, shape }, label, onAdded }: AddProps & { readonly onAdded: () => void }) {
  const { root, write } = useForm();
  return (
    <button
      type="button"
      class="add"
      onClick={() => {
        onAdded();
        write([...path, inner.length], makeValue(root, shape.items));
      }}
    >
      <Icon name="plus" /> Add to {label}
    </button>
  );
}

function AddProperty({ field, label }: AddProps) {
  const { root, write } = useForm();
  const { path, shape, addable, value } = field;
  const isFree = shape.others !== undefined;
  const chosen = useSignal("");
  const other = useSignal("");
  const isOther = isFree && (addable.length === 0 || chosen.value === "other");
  const name = isOther ? other.value : addable.includes(chosen.value) ? chosen.value : (addable[0] ?? "");
  if (addable.length === 0 && !isFree) return null;
  const isTaken = isOther && Object.hasOwn(Object(value), name);
  return (
    <div class="actions add">
      {addable.length > 0 && (
        <select
          aria-label={`Property to add to ${label}`}
          value={isOther ? "other" : name}
          onChange={({ currentTarget }) => (chosen.value = currentTarget.value)}
        >
          {addable.map((one) => (
            <option key={one}>{one}</option>
          ))}
          {isFree && <option value="other">another…</option>}
        </select>
      )}
      {isOther && (
        <input
          aria-label={`Name of the property to add to ${label}`}
          placeholder="name"
          value={other.value}
          onInput={({ currentTarget }) => (other.value = currentTarget.value)}
        />
      )}
      <button
        type="button"
        disabled={name === "" || isTaken}
        onClick={() => {
          write([...path, name], makeValue(root, shape.properties.get(name) ?? shape.others));
          chosen.value = "";
          other.value = "";
        }}
      >
        <Icon name="plus" /> Add<span class="visually-hidden"> to {label}</span>
      </button>
      {isTaken && <p class="danger">It has that already.</p>}
    </div>
  );
}
