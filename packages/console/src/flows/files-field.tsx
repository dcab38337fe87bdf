import { useSignal } from "@preact/signals";
import { Icon } from "../parts/icon.tsx";
import type { ComponentProps } from "./component-props.ts";
import { textOf } from "./expression.ts";
import { FieldBox } from "./field-box.tsx";
import { listIn, valuesIn } from "./flow-json.ts";
import { isEnabled } from "./validate.ts";

const defaultSize = 25_600; // kB

/** Photos or documents. */
export function FilesField(props: ComponentProps) {
  const { component, value, upload, onChange } = props;
  const { key, type, props: own } = component;
  const problem = useSignal("");
  const files = listIn(value);
  const isPhoto = type === "PhotoPicker";
  const types = listIn(own["allowed-mime-types"]).map(textOf).join(",");

  async function add(chosen: readonly File[]): Promise<void> {
    problem.value = "";
    const most = Number(own["max-file-size-kb"] ?? defaultSize);
    const large = chosen.find(({ size }) => size > most * 1024);
    if (large) problem.value = `${large.name} is larger than ${most} kB.`;
    else onChange([...files, ...(await Promise.all(chosen.map(upload)))]);
  }

  return (
    <FieldBox {...props} problem={problem.value || props.problem}>
      <input
        id={`flow${key}`}
        type="file"
        multiple
        accept={isPhoto ? "image/*" : types}
        disabled={!isEnabled(own)}
        aria-describedby={`flow${key}-more`}
        onChange={({ currentTarget }) => {
          const chosen = [...(currentTarget.files ?? [])];
          currentTarget.value = "";
          add(chosen).catch((error: unknown) => {
            problem.value = error instanceof Error ? error.message : String(error);
          });
        }}
      />
      <ul>
        {files.map((file, index) => {
          const name = textOf(valuesIn(file)["file_name"]);
          return (
            <li key={index} class="check">
              <Icon name="document" /> {name}
              <button
                type="button"
                class="plain"
                aria-label={`Remove ${name}`}
                onClick={() => onChange(files.filter((other) => other !== file))}
              >
                <Icon name="close" />
              </button>
            </li>
          );
        })}
      </ul>
    </FieldBox>
  );
}
