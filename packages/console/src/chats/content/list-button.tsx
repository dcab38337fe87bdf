import { useState } from "preact/hooks";
import { Dialog } from "../../parts/dialog.tsx";
import { useChatActions } from "../chat-actions.ts";
import { ActionButton } from "./action-button.tsx";

interface Section {
  readonly title?: string;
  readonly rows: readonly { readonly id: string; readonly title: string; readonly description?: string }[];
}

/** The button that opens a list, and its rows. */
export function ListButton({ label, sections }: { label: string; sections: readonly Section[] }) {
  const { press } = useChatActions();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <ActionButton icon="list" label={label} onClick={() => setOpen(true)} />
      {isOpen && (
        <Dialog title={label} onClose={() => setOpen(false)}>
          {sections.map(({ title, rows }, index) => (
            <section key={index} class="rows">
              {title !== undefined && <h3>{title}</h3>}
              {rows.map((row) => (
                <button
                  key={row.id}
                  type="button"
                  onClick={() => {
                    setOpen(false);
                    press({ type: "list_reply", ...row });
                  }}
                >
                  <strong>{row.title}</strong>
                  {row.description !== undefined && <span class="quiet">{row.description}</span>}
                </button>
              ))}
            </section>
          ))}
        </Dialog>
      )}
    </>
  );
}
