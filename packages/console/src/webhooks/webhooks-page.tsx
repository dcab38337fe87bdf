import type { WebhookDelivery } from "@openwaba/sandbox";
import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useLocation, useRoute } from "preact-iso";
import { useEffect, useRef } from "preact/hooks";
import { deliveries } from "../control/store.ts";
import { MasterDetail } from "../parts/master-detail.tsx";
import { SearchField } from "../parts/search-field.tsx";
import { WindowedList } from "../parts/windowed-list.tsx";
import { DeliveryDetail } from "./delivery-detail.tsx";
import { DeliveryState, deliveryStates } from "./delivery-state.tsx";
import { subjectOf } from "./delivery-subject.ts";
import { filterDeliveries } from "./filter-deliveries.ts";
import { useQuery } from "./use-query.ts";
import { webhooksPage, WebhooksNav } from "./webhooks-nav.tsx";

/** Every delivery as it comes, with its bytes and what the receiver said. */
export function WebhooksPage() {
  const { route } = useLocation();
  const { id } = useRoute().params;
  const { read, write, keep } = useQuery();
  const text = read("q");
  const sought = useSignal(text);
  const written = useRef(text);
  useEffect(() => {
    if (text !== written.current) sought.value = text; // somebody went back
  }, [text]);
  useSignalEffect(() => {
    written.current = sought.value;
    write("q", sought.value);
  });
  const fields = useComputed(() => [...new Set(deliveries.value.flatMap((one) => one.fields))].toSorted()).value;
  const filter = { text, state: read("state"), field: read("field") };
  const found = filterDeliveries(deliveries.value, filter);
  const open = deliveries.value.find((delivery) => delivery.id === id);
  return (
    <div class="webhooks">
      <h1 class="visually-hidden">Webhooks</h1>
      <WebhooksNav />
      <MasterDetail
        hint={hintOf(deliveries.value.length, found.length, id)}
        onBack={() => route(keep(webhooksPage))}
        detail={open && <DeliveryDetail key={open.id} delivery={open} />}
        list={
          <>
            <SearchField label="Search deliveries" value={sought} />
            <div class="filters">
              <Choice
                label="State"
                value={filter.state}
                options={deliveryStates}
                onChange={(one) => write("state", one)}
              />
              <Choice label="Field" value={filter.field} options={fields} onChange={(one) => write("field", one)} />
            </div>
            <p class="quiet count" role="status">
              {countOf(found.length, deliveries.value.length)}
            </p>
            <WindowedList
              label="Deliveries"
              items={found}
              rowHeight={76}
              keyOf={(delivery) => delivery.id}
              render={(delivery) => (
                <Row delivery={delivery} isOpen={delivery.id === id} href={keep(`${webhooksPage}/${delivery.id}`)} />
              )}
            />
          </>
        }
      />
    </div>
  );
}

function countOf(found: number, all: number): string {
  const noun = all === 1 ? "delivery" : "deliveries";
  return found === all ? `${all} ${noun}` : `${found} of ${all} ${noun}`;
}

function hintOf(all: number, found: number, id: string | undefined): string {
  if (all === 0) return "Nothing was to be told yet. Write to the business as a customer, or send an event.";
  if (id !== undefined) return `There is no delivery ${id}, or it is so long ago that it was dropped.`;
  return found === 0 ? "No delivery is like that." : "Choose a delivery.";
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly string[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  const all = value === "" || options.includes(value) ? options : [value, ...options];
  return (
    <label>
      <span class="visually-hidden">{label}</span>
      <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        <option value="">{label}: all</option>
        {all.map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </select>
    </label>
  );
}

function Row({ delivery, isOpen, href }: { delivery: WebhookDelivery; isOpen: boolean; href: string }) {
  const { fields, wabaId, appId, time, state, redeliveryOf } = delivery;
  const { title, number } = subjectOf(delivery);
  return (
    <a class="row delivery" href={href} aria-current={isOpen}>
      <strong>{title}</strong>
      <DeliveryState state={state} />
      <span class="quiet">
        {fields.join(", ")}
        {redeliveryOf !== undefined && `, again ${redeliveryOf}`}
      </span>
      <time class="quiet" dateTime={new Date(time).toISOString()}>
        {new Date(time).toLocaleTimeString()}
      </time>
      <span class="quiet about">
        {number === undefined ? `account ${wabaId}` : `+${number.replace(/^\+/, "")}, account ${wabaId}`}
        {appId === undefined ? ", no app" : `, app ${appId}`}
      </span>
    </a>
  );
}
