import type { WebhookDelivery } from "@openwaba/sandbox";
import { useSignal } from "@preact/signals";
import { useLocation, useRoute } from "preact-iso";
import { post } from "../control/control.ts";
import { deliveries } from "../control/store.ts";
import { Problem, useAttempts } from "../parts/attempt.tsx";
import { CodeBlock, indented } from "../parts/code-block.tsx";
import { MasterDetail } from "../parts/master-detail.tsx";
import { SearchField } from "../parts/search-field.tsx";
import { WindowedList } from "../parts/windowed-list.tsx";

const page = "/_sandbox/console/webhooks";

/** Every delivery, with its bytes and what the receiver said. */
export function WebhooksPage() {
  const { route } = useLocation();
  const { id } = useRoute().params;
  const sought = useSignal("");
  const { problem, attempt } = useAttempts();
  const result = useSignal("");
  const word = sought.value.trim().toLowerCase();
  const found = deliveries.value
    .filter(({ fields, body, state }) => `${fields.join(" ")} ${state} ${body}`.toLowerCase().includes(word))
    .toReversed();
  const open = deliveries.value.find((delivery) => delivery.id === id);
  return (
    <MasterDetail
      hint={found.length === 0 ? "Nothing was sent yet." : "Choose a delivery."}
      onBack={() => route(page)}
      detail={open && <DeliveryDetail key={open.id} delivery={open} />}
      list={
        <>
          <h1 class="visually-hidden">Webhooks</h1>
          <SearchField label="Search webhooks" value={sought} />
          <div class="actions">
            <button
              type="button"
              onClick={() =>
                void attempt(async () => {
                  const { isVerified, reason } = await post<{ isVerified: boolean; reason?: string }>(
                    "/webhooks/verify",
                  );
                  result.value = isVerified ? "The callback URL proved that it is yours." : `It did not: ${reason}`;
                })
              }
            >
              Verify the callback URL
            </button>
          </div>
          <p class="note" role="status">
            {result.value}
          </p>
          <Problem text={problem.value} />
          <WindowedList
            label="Deliveries"
            items={found}
            rowHeight={56}
            keyOf={(delivery) => delivery.id}
            render={(delivery) => (
              <button
                type="button"
                class="row"
                aria-current={delivery.id === id}
                onClick={() => route(`${page}/${delivery.id}`)}
              >
                <strong>{delivery.fields.join(", ")}</strong>
                <State delivery={delivery} />
                <span class="quiet">
                  {delivery.url ?? delivery.reason}, {new Date(delivery.time).toLocaleTimeString()}
                </span>
              </button>
            )}
          />
        </>
      }
    />
  );
}

function State({ delivery: { state } }: { delivery: WebhookDelivery }) {
  const look = state === "accepted" ? "good" : state === "failed" ? "bad" : "waiting";
  return <span class={`status ${look}`}>{state}</span>;
}

function DeliveryDetail({ delivery }: { delivery: WebhookDelivery }) {
  const { problem, attempt } = useAttempts();
  const { id, url, reason, headers, body, attempts, redeliveryOf, state } = delivery;
  return (
    <>
      <header>
        <h2>{delivery.fields.join(", ")}</h2>
        <State delivery={delivery} />
      </header>
      <p class="quiet">
        {url ?? "to nobody"}
        {reason !== undefined && `, ${reason}`}
        {redeliveryOf !== undefined && `, sent again: number ${redeliveryOf}`}
      </p>
      {state !== "unsent" && (
        <div class="actions">
          <button type="button" onClick={() => void attempt(() => post(`/webhooks/${id}/redeliver`))}>
            Send again
          </button>
        </div>
      )}
      <Problem text={problem.value} />
      <CodeBlock label="Body" text={indented(JSON.parse(body))} />
      <CodeBlock
        label="Headers"
        text={Object.entries(headers)
          .map(([name, value]) => `${name}: ${value}`)
          .join("\n")}
      />
      <h3>Attempts</h3>
      <ol class="attempts">
        {attempts.map((answer, index) => (
          <li key={index}>
            <CodeBlock label={`Attempt ${index + 1}`} text={indented(answer)} />
          </li>
        ))}
      </ol>
    </>
  );
}
