import { effect, signal } from "@preact/signals";
import { Icon, type IconName } from "../parts/icon.tsx";

type Theme = "system" | "light" | "dark";

const themes: readonly Theme[] = ["system", "light", "dark"];
const looks: Readonly<Record<Theme, { label: string; icon: IconName }>> = {
  system: { label: "System", icon: "screen" },
  light: { label: "Light", icon: "sun" },
  dark: { label: "Dark", icon: "moon" },
};
const key = "openwaba-theme";
const theme = signal<Theme>(themes.find((name) => name === localStorage.getItem(key)) ?? "system");

effect(() => {
  localStorage.setItem(key, theme.value);
  document.documentElement.dataset["theme"] = theme.value;
});

/** Goes from the colours of the system to light and dark ones. */
export function ThemeButton() {
  const next = themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? "system";
  const { label, icon } = looks[theme.value];
  return (
    <button type="button" class="plain theme" title={`Change to ${next} colours`} onClick={() => (theme.value = next)}>
      <Icon name={icon} />
      <span>
        {label}
        <span class="visually-hidden"> colours</span>
      </span>
    </button>
  );
}
