import { Dialog } from "../parts/dialog.tsx";

export interface DialogField {
  readonly name: string;
  readonly label: string;
  /** What it is filled with. */
  readonly value?: string;
  readonly type?: "text" | "tel" | "number" | "url";
  readonly isRequired?: boolean;
  /** Of a number. */
  readonly min?: number;
  readonly max?: number;
}

interface FieldsDialogProps {
  readonly title: string;
  readonly fields: readonly DialogField[];
  /** What the button says. */
  readonly action: string;
  readonly onClose: () => void;
  /** Gets the fields that are not empty. */
  readonly onSubmit: (values: Readonly<Record<string, string>>) => void;
}

/** A small form above the page. */
export function FieldsDialog({ title, fields, action, onClose, onSubmit }: FieldsDialogProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const entries = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value).trim()]);
          onSubmit(Object.fromEntries(entries.filter(([, value]) => value !== "")));
          onClose();
        }}
      >
        {fields.map(({ name, label, value = "", type = "text", isRequired = false, min, max }) => (
          <label key={name}>
            {label}
            {type === "number" ? (
              <input
                name={name}
                type="number"
                required={isRequired}
                defaultValue={value}
                step="any"
                {...(min !== undefined && { min })}
                {...(max !== undefined && { max })}
              />
            ) : (
              <input
                name={name}
                type="text"
                inputMode={type}
                required={isRequired}
                defaultValue={value}
                autocomplete="off"
              />
            )}
          </label>
        ))}
        <button class="primary">{action}</button>
      </form>
    </Dialog>
  );
}
