import type { WebhookDelivery } from "@openwaba/sandbox";
import { deliveries } from "../control/store.ts";
import { StateBadge } from "./state-badge.tsx";
import { eventIn } from "./told-event.ts";

/** The webhooks that told of something, with what became of them since. */
export function Told({ told }: { told: readonly WebhookDelivery[] }) {
  if (told.length === 0) return <p class="quiet">No webhook tells of this.</p>;
  return (
    <ul class="told" aria-label="Webhooks">
      {told.map((delivery) => {
        const { id, fields, state, reason, time, body } =
          deliveries.value.find((one) => one.id === delivery.id) ?? delivery;
        const event = eventIn(body);
        return (
          <li key={id}>
            <a href={`/_sandbox/console/webhooks/${id}`}>{fields.join(", ")}</a>
            <StateBadge state={state} />
            <span class="quiet">
              {event !== "" && `${event}, `}
              <time dateTime={new Date(time).toISOString()}>{new Date(time).toLocaleString()}</time>
              {reason !== undefined && `: ${reason}`}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
