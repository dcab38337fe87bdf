import { Icon, type IconName } from "../../parts/icon.tsx";

interface ActionButtonProps {
  readonly label: string;
  readonly icon?: IconName;
  readonly onClick: () => void;
}

/** A button at the foot of a message. */
export function ActionButton({ label, icon, onClick }: ActionButtonProps) {
  return (
    <button type="button" class="action" onClick={onClick}>
      {icon && <Icon name={icon} />}
      {label}
    </button>
  );
}

/** A button that leads to another page. */
export function LinkButton({ label, url }: { label: string; url: string }) {
  if (!/^(https?|tel):/i.test(url)) return <span class="action">{`${label} (${url})`}</span>;
  return (
    <a class="action" href={url} target="_blank" rel="noopener noreferrer">
      <Icon name={url.startsWith("tel:") ? "call" : "open"} />
      {label}
    </a>
  );
}
