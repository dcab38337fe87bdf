import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { Icon } from "../../parts/icon.tsx";
import { labelShapes } from "./choose-shape.ts";
import { Described } from "./described.tsx";
import { FieldControl } from "./field-control.tsx";
import { useForm } from "./form-context.ts";
import { fieldOf, type FormField } from "./form-field.ts";
import { GroupContent } from "./group-content.tsx";
import { changeShape } from "./make-value.ts";
import { type Path, readAt } from "./paths.ts";
import type { SchemaNode } from "./shapes.ts";

interface SchemaFieldProps {
  readonly node: SchemaNode;
  readonly value: unknown;
  readonly path: Path;
  readonly label: string;
  readonly isRequired: boolean;
  /** Whether it can be taken away although it is not named. */
  readonly isItem?: boolean;
}

const deepestOpen = 5; // levels; what is deeper is opened by hand, so that no value is too deep to be shown

/** A value with the control, or the fields inside, that its schema asks for. */
export function SchemaField({ node, value, path, label, isRequired, isItem = false }: SchemaFieldProps) {
  const { root } = useForm();
  const field = fieldOf(root, node, value, path, isRequired);
  const props = { field, label, isItem };
  return typeof value === "object" && value !== null ? <Group {...props} /> : <Single {...props} />;
}

interface FieldProps {
  readonly field: FormField;
  readonly label: string;
  readonly isItem: boolean;
}

function Single({ field, label, isItem }: FieldProps) {
  const { problemsAt } = useForm();
  const id = useId();
  const problems = problemsAt(field.path);
  const hasHelp = helpOf(field) !== "";
  const described = [hasHelp ? `${id}-help` : "", problems.length > 0 ? `${id}-problem` : ""].filter(Boolean).join(" ");
  return (
    <div class="form-field">
      <div class="form-head">
        <label for={id}>
          <Name field={field} label={label} />
        </label>
        <ShapeChoice field={field} label={label} />
        <RemoveButton field={field} label={label} isItem={isItem} />
      </div>
      <FieldControl field={field} label={label} id={id} describedBy={described} isWrong={problems.length > 0} />
      <Help field={field} id={`${id}-help`} />
      <Problems problems={problems} id={`${id}-problem`} />
    </div>
  );
}

function Group({ field, label, isItem }: FieldProps) {
  const { problemsAt } = useForm();
  const id = useId();
  const { path, value, inner } = field;
  const isOpen = useSignal(path.length < deepestOpen);
  const problems = problemsAt(path);
  return (
    <div class={path.length === 0 ? "form-group outermost" : "form-group"} role="group" aria-labelledby={id}>
      <div class="form-head">
        <button
          type="button"
          class="plain fold"
          aria-expanded={isOpen.value}
          onClick={() => (isOpen.value = !isOpen.value)}
        >
          <span aria-hidden="true">{isOpen.value ? "▾" : "▸"}</span>
          <span id={id}>
            <Name field={field} label={label} />
          </span>
          {Array.isArray(value) && <span class="quiet">{value.length === 1 ? "1 item" : `${value.length} items`}</span>}
        </button>
        <ShapeChoice field={field} label={label} />
        <RemoveButton field={field} label={label} isItem={isItem} />
      </div>
      <Help field={field} id={`${id}-help`} />
      <Problems problems={problems} id={`${id}-problem`} />
      {isOpen.value && (
        <GroupContent
          field={field}
          label={label}
          render={(place) => {
            const one = inner[place];
            if (!one) return null;
            const { step, node, isRequired } = one;
            const isInList = typeof step === "number";
            return (
              <SchemaField
                key={step}
                node={node}
                value={readAt(value, [step])}
                path={[...path, step]}
                label={isInList ? `${label} ${step + 1}` : step}
                isRequired={isRequired}
                isItem={isInList}
              />
            );
          }}
        />
      )}
      {isOpen.value && inner.length === 0 && <p class="quiet">Nothing is in it.</p>}
    </div>
  );
}

function Name({ field: { isRequired, path, shape }, label }: Pick<FieldProps, "field" | "label">) {
  return (
    <>
      <span class={path.length === 0 ? "" : "mono"}>{label}</span>
      {isRequired && path.length > 0 && (
        <span class="required">
          <span aria-hidden="true"> *</span>
          <span class="visually-hidden"> (required)</span>
        </span>
      )}
      {shape.isDeprecated && <span class="warning"> deprecated</span>}
    </>
  );
}

function helpOf({ shape: { description = "", format } }: FormField): string {
  return [description, format === undefined ? "" : `format: ${format}`].filter(Boolean).join("; ");
}

function Help({ field, id }: { field: FormField; id: string }) {
  const help = helpOf(field);
  if (help === "") return null;
  return (
    <p id={id} class="quiet help">
      <Described text={help} />
    </p>
  );
}

function Problems({ problems, id }: { problems: readonly string[]; id: string }) {
  if (problems.length === 0) return null;
  return (
    <div id={id} class="danger help form-problem">
      {problems.map((problem) => (
        <p key={problem}>{problem}</p>
      ))}
    </div>
  );
}

/** Which of several forms the value has. */
function ShapeChoice({ field: { shapes, index, value, path }, label }: Pick<FieldProps, "field" | "label">) {
  const { root, write } = useForm();
  if (shapes.length < 2) return null;
  return (
    <select
      class="shape"
      aria-label={`Kind of ${label}`}
      value={String(index)}
      onChange={({ currentTarget }) => write(path, changeShape(root, shapes, Number(currentTarget.value), value))}
    >
      {labelShapes(root, shapes).map((name, place) => (
        <option key={place} value={String(place)}>
          {name}
        </option>
      ))}
    </select>
  );
}

function RemoveButton({ field: { isRequired, path }, label, isItem }: FieldProps) {
  const { remove } = useForm();
  if (path.length === 0 || (isRequired && !isItem)) return null;
  return (
    <button type="button" class="plain remove" aria-label={`Remove ${label}`} onClick={() => remove(path)}>
      <Icon name="close" />
    </button>
  );
}
