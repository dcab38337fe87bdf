import { effect, signal } from "@preact/signals";

type Theme = "system" | "light" | "dark";

const themes: readonly Theme[] = ["system", "light", "dark"];
const key = "openwaba-theme";
const theme = signal<Theme>(themes.find((name) => name === localStorage.getItem(key)) ?? "system");

effect(() => {
  localStorage.setItem(key, theme.value);
  document.documentElement.dataset["theme"] = theme.value;
});

/** Goes from the colours of the system to light and dark ones. */
export function ThemeButton() {
  const next = themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? "system";
  return (
    <button type="button" class="plain theme" title={`Colours: ${theme.value}`} onClick={() => (theme.value = next)}>
      <span aria-hidden="true">◐</span>
      <span class="visually-hidden">{`Colours are ${theme.value}: change to ${next}`}</span>
    </button>
  );
}
