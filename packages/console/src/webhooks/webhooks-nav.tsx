import { useLocation } from "preact-iso";
import "./webhooks.css";

/** Address of the view. */
export const webhooksPage = "/_sandbox/console/webhooks";

const parts = [
  { path: webhooksPage, label: "Deliveries" },
  { path: `${webhooksPage}/callback`, label: "Where they go" },
  { path: `${webhooksPage}/send`, label: "Send an event" },
];

/** The parts of the view. */
export function WebhooksNav() {
  const { path } = useLocation();
  const [deliveries, ...others] = parts;
  const current = others.find((part) => path.startsWith(part.path)) ?? deliveries;
  return (
    <nav class="tabs" aria-label="Webhooks">
      {parts.map((part) => (
        <a key={part.path} href={part.path} aria-current={part === current ? "page" : undefined}>
          {part.label}
        </a>
      ))}
    </nav>
  );
}
