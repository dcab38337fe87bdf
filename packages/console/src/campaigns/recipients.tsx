import type { CampaignRecipient, CampaignSummary, RecipientPage } from "@openwaba/sandbox";
import { batch, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { get } from "../control/control.ts";
import { calls, nodeOf } from "../control/store.ts";
import { Problem } from "../parts/attempt.tsx";
import { useQuery } from "../parts/query.ts";
import { SearchField } from "../parts/search-field.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { clockTime } from "../parts/times.ts";
import { type Range, WindowedList } from "../parts/windowed-list.tsx";
import { readable } from "../parts/words.ts";
import { type RecipientRows, withPage } from "./recipient-rows.ts";
import { grouped } from "./segments.ts";

const base = "/_sandbox/console";
const pageSize = 100;
const spare = 20; // rows that are loaded around what is seen
const pace = 1000; // ms between two looks while the campaign goes on

const states = ["delivered", "read", "sent", "accepted", "failed", "refused"] as const;

/** Everybody of whom the sandbox has seen a message or a refused call, and who of them is sought. */
export function Recipients({ campaign }: { campaign: CampaignSummary }) {
  const { errors } = campaign;
  const query = useQuery();
  const sought = useSignal(query.get("search"));
  useSignalEffect(() => {
    if (sought.value !== query.get("search")) query.set("search", sought.value);
  });
  const [state, code, search] = [query.get("state"), query.get("code"), query.get("search")];
  const filter = new URLSearchParams(
    Object.entries({ state, code, search }).filter(([, value]) => value !== ""),
  ).toString();
  const { loaded, problem, onRange } = useRecipients(campaign, filter);
  const { rows, total } = loaded;
  return (
    <section class="panel recipients" aria-labelledby="recipients">
      <h3 id="recipients">Recipients</h3>
      <div class="recipient-filters" role="group" aria-label="Filters">
        <SearchField label="Search recipients" value={sought} />
        <select
          aria-label="State"
          value={state}
          onChange={({ currentTarget }) => query.set("state", currentTarget.value)}
        >
          <option value="">Any state</option>
          {states.map((name) => (
            <option key={name} value={name}>
              {readable(name)}
            </option>
          ))}
          <option value="repeated">More than one message</option>
        </select>
        <select aria-label="Code" value={code} onChange={({ currentTarget }) => query.set("code", currentTarget.value)}>
          <option value="">Any code</option>
          {[...new Set([...errors.map((error) => String(error.code)), ...(code === "" ? [] : [code])])].map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <p class="quiet count" role="status">
        {filter === "" ? `${grouped(total)} seen here` : `${grouped(total)} of ${grouped(campaign.recipients)}`}
      </p>
      <Problem text={problem} />
      {rows.length > 0 && (
        <WindowedList
          label="Recipients"
          items={rows}
          rowHeight={60}
          keyOf={({ place }) => place}
          onRange={onRange}
          render={(recipient) => <Row recipient={recipient} />}
        />
      )}
    </section>
  );
}

const nobody: RecipientRows = { rows: [], total: 0 };

/** Loads the rows that are seen, and again when the campaign goes on. */
function useRecipients(campaign: CampaignSummary, filter: string) {
  const loaded = useSignal(nobody);
  const range = useSignal({ first: 0, last: 0 });
  const problem = useSignal("");
  const loading = useSignal<AbortController | undefined>(undefined);
  const loadedAt = useRef(0);
  const shown = useRef(campaign);

  async function load(from: number, isOther = false): Promise<void> {
    loading.peek()?.abort();
    const stop = new AbortController();
    loading.value = stop;
    loadedAt.current = performance.now();
    const after = isOther ? undefined : loaded.peek().rows[from - 1]?.place;
    const place = after === undefined ? "" : `&after=${after}`;
    const path = `/campaigns/${campaign.id}/recipients?limit=${pageSize}${place}&${filter}`;
    const outcome = await get<RecipientPage>(path, stop.signal).catch((error: unknown) => String(error));
    if (stop.signal.aborted) return;
    batch(() => {
      if (typeof outcome !== "string") loaded.value = withPage(isOther ? nobody : loaded.value, after, outcome);
      problem.value = typeof outcome === "string" ? outcome : "";
      loading.value = undefined;
    });
  }

  useEffect(() => void load(0, true), [filter]);
  useEffect(() => () => loading.peek()?.abort(), []);
  useEffect(() => {
    if (shown.current === campaign) return undefined;
    const wait = Math.max(loadedAt.current + pace - performance.now(), 0);
    const timer = setTimeout(() => {
      shown.current = campaign;
      void load(Math.max(range.peek().first - spare, 0));
    }, wait);
    return () => clearTimeout(timer);
  }, [campaign, filter]);
  useSignalEffect(() => {
    const { rows, total } = loaded.value;
    const isMissing = rows.length < total && range.value.last + spare > rows.length;
    if (isMissing && !loading.value && problem.value === "") void load(Math.max(rows.length - spare, 0));
  });
  return { loaded: loaded.value, problem: problem.value, onRange: (seen: Range) => (range.value = seen) };
}

/** What became of the message to one recipient, with the chat and the call to look into. */
function Row({ recipient }: { recipient: CampaignRecipient }) {
  const { to, place, state, phoneNumberId, customerId, messages, refusals, code, details, callId, time } = recipient;
  const name = String(nodeOf("customer", customerId ?? "")?.data["name"] ?? "");
  const shown = /^\d+$/.test(to) ? `+${to}` : to;
  const isListed = callId !== undefined && Number(callId) >= Number(calls.value[0]?.id);
  return (
    <div class="recipient">
      {customerId === undefined ? (
        <strong>{shown}</strong>
      ) : (
        <a href={`${base}/chats/${phoneNumberId}/${encodeURIComponent(customerId)}`}>{shown}</a>
      )}
      <span class="marks">
        {messages > 1 && <span class="status bad">{messages} messages</span>}
        {refusals > 0 && state !== "refused" && (
          <span class="mark">{refusals === 1 ? "refused once" : `refused ${refusals} times`}</span>
        )}
        <StateBadge state={state} />
      </span>
      <span class="quiet about">
        {code === undefined
          ? [...(name === "" || name === shown ? [] : [name]), `place ${place}`].join(", ")
          : `${code}: ${details}`}
      </span>
      <span class="quiet">
        {isListed ? (
          <a href={`${base}/calls/${callId}`} aria-label={`call ${callId} for ${shown}`}>
            call {callId}
          </a>
        ) : (
          clockTime(time)
        )}
      </span>
    </div>
  );
}
