import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface MenuProps {
  readonly label: string;
  readonly button: ComponentChildren;
  readonly items: readonly { readonly label: string; readonly onClick: () => void }[];
}

/** A button that opens a list of things to do. */
export function Menu({ label, button, items }: MenuProps) {
  const isOpen = useSignal(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen.value) return undefined;
    box.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
    const onDown = ({ target }: Event) => {
      if (!(target instanceof Element && box.current?.contains(target))) isOpen.value = false;
    };
    document.addEventListener("pointerdown", onDown);
    return () => document.removeEventListener("pointerdown", onDown);
  }, [isOpen.value]);

  function move(event: KeyboardEvent): void {
    const entries = [...(box.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const place = entries.findIndex((entry) => entry === document.activeElement);
    if (event.key === "Escape") {
      isOpen.value = false;
      box.current?.querySelector("button")?.focus();
    } else if (event.key === "ArrowDown") entries[(place + 1) % entries.length]?.focus();
    else if (event.key === "ArrowUp") entries.at(place - 1)?.focus();
    else return;
    event.preventDefault();
  }

  return (
    <div ref={box} class="menu" onKeyDown={move}>
      <button
        type="button"
        class="plain"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen.value}
        onClick={() => (isOpen.value = !isOpen.value)}
      >
        {button}
      </button>
      {isOpen.value && (
        <div role="menu" aria-label={label}>
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              role="menuitem"
              onClick={() => {
                isOpen.value = false;
                item.onClick();
              }}
            >
              {item.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
