import { useSignal } from "@preact/signals";
import { copy } from "./copy.ts";
import { Icon } from "./icon.tsx";

interface CodeBlockProps {
  readonly label: string;
  readonly text: string;
  /** What is copied. @default the text */
  readonly copied?: string;
}

/** Text that people copy. */
export function CodeBlock({ label, text, copied = text }: CodeBlockProps) {
  const isCopied = useSignal(false);

  async function onCopy(): Promise<void> {
    await copy(copied);
    isCopied.value = true;
    setTimeout(() => (isCopied.value = false), 1500);
  }

  return (
    <figure class="code">
      <figcaption>
        {label}
        <button type="button" class="plain" aria-label={`Copy ${label}`} onClick={() => void onCopy()}>
          <Icon name={isCopied.value ? "check" : "copy"} />
        </button>
      </figcaption>
      <pre tabIndex={0}>{text}</pre>
    </figure>
  );
}

/** JSON as people read it. */
export function indented(value: unknown): string {
  return JSON.stringify(value, null, 2) ?? "";
}
