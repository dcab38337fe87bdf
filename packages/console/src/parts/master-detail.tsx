import type { ComponentChildren } from "preact";
import { Icon } from "./icon.tsx";

interface MasterDetailProps {
  readonly list: ComponentChildren;
  /** What is chosen in the list; undefined if nothing is. */
  readonly detail: ComponentChildren | undefined;
  readonly hint: string;
  readonly onBack: () => void;
}

/** A list beside what is chosen in it; on a narrow screen one of both. */
export function MasterDetail({ list, detail, hint, onBack }: MasterDetailProps) {
  return (
    <div class={detail === undefined ? "master-detail" : "master-detail open"}>
      <div class="master">{list}</div>
      {detail === undefined ? (
        <p class="empty">{hint}</p>
      ) : (
        <div class="detail">
          <button type="button" class="plain back" onClick={onBack}>
            <Icon name="back" /> Back
          </button>
          {detail}
        </div>
      )}
    </div>
  );
}
