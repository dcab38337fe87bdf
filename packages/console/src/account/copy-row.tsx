import { useSignal } from "@preact/signals";
import { copy } from "../parts/copy.ts";
import { Icon } from "../parts/icon.tsx";

interface CopyRowProps {
  readonly label: string;
  readonly value: string;
  /** Whether it is hidden until somebody wants to see it. */
  readonly isSecret?: boolean;
}

/** A value to copy, with its name. */
export function CopyRow({ label, value, isSecret = false }: CopyRowProps) {
  const isShown = useSignal(!isSecret);
  const isCopied = useSignal(false);

  async function onCopy(): Promise<void> {
    await copy(value);
    isCopied.value = true;
    setTimeout(() => (isCopied.value = false), 1500);
  }

  return (
    <div class="copy-row">
      <dt>{label}</dt>
      <dd class="mono">{isShown.value ? value : <span aria-label="hidden">••••••••••••</span>}</dd>
      <dd class="tools">
        {isSecret && (
          <button
            type="button"
            class="plain"
            aria-label={`${isShown.value ? "Hide" : "Show"} ${label}`}
            onClick={() => (isShown.value = !isShown.value)}
          >
            {isShown.value ? "Hide" : "Show"}
          </button>
        )}
        <button type="button" class="plain" aria-label={`Copy ${label}`} onClick={() => void onCopy()}>
          <Icon name={isCopied.value ? "check" : "copy"} />
        </button>
      </dd>
    </div>
  );
}
