import type { ComponentChildren } from "preact";
import type { Shown } from "./components.ts";
import { textOf } from "./expression.ts";
import { isRequired } from "./validate.ts";

interface FieldBoxProps {
  readonly component: Shown;
  readonly problem: string | undefined;
  readonly children: ComponentChildren;
  /** Whether the label is a legend, since the field is several. */
  readonly isGroup?: boolean;
  /** Whether the field brings its own label. */
  readonly isBare?: boolean;
}

/** A field with its label, help and what is wrong with it. */
export function FieldBox({ component: { key, props }, problem, children, isGroup, isBare }: FieldBoxProps) {
  const label = typeof props["label"] === "object" ? "" : textOf(props["label"]);
  const title = (
    <span>
      {label || textOf(props["title"])}
      {!isNeeded(props) && <span class="quiet"> (optional)</span>}
    </span>
  );
  const error = problem ?? (typeof props["error-message"] === "string" ? props["error-message"] : "");
  const help = textOf(props["description"]) || (typeof props["helper-text"] === "string" ? props["helper-text"] : "");
  const more = (
    <span id={`flow${key}-more`} class="more">
      {help !== "" && <span class="quiet">{help}</span>}
      {error !== "" && (
        <span class="danger" role="alert">
          {error}
        </span>
      )}
    </span>
  );
  if (isGroup === true) {
    return (
      <fieldset class="field" data-field={key} aria-describedby={`flow${key}-more`}>
        <legend>{title}</legend>
        {children}
        {more}
      </fieldset>
    );
  }
  return (
    <div class="field" data-field={key}>
      {isBare !== true && <label for={`flow${key}`}>{title}</label>}
      {children}
      {more}
    </div>
  );
}

/** Whether something must be filled in; of a range, its start. */
function isNeeded(props: Shown["props"]): boolean {
  const { required } = props;
  const least = props["min-uploaded-photos"] ?? props["min-uploaded-documents"] ?? 0;
  return isRequired(props) || Number(least) > 0 || (typeof required === "object" && required !== null);
}
