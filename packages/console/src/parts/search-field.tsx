import type { Signal } from "@preact/signals";
import { Icon } from "./icon.tsx";

export function SearchField({ label, value }: { label: string; value: Pick<Signal<string>, "value"> }) {
  return (
    <label class="search">
      <span class="visually-hidden">{label}</span>
      <Icon name="search" />
      <input
        type="search"
        placeholder="Search"
        value={value.value}
        onInput={({ currentTarget }) => (value.value = currentTarget.value)}
      />
    </label>
  );
}
