import type { RecordedCall } from "@openwaba/sandbox";
import { useSignal } from "@preact/signals";
import { useLocation, useRoute } from "preact-iso";
import { calls } from "../control/store.ts";
import { CodeBlock, indented } from "../parts/code-block.tsx";
import { MasterDetail } from "../parts/master-detail.tsx";
import { SearchField } from "../parts/search-field.tsx";
import { WindowedList } from "../parts/windowed-list.tsx";
import { asCurl } from "./as-curl.ts";
import { Faults } from "./faults.tsx";

const page = "/_sandbox/console/calls";

/** A call with its place in the log. */
interface Row {
  readonly key: string;
  readonly call: RecordedCall;
}

/** Every call to the API as it comes, and what was wrong with it. */
export function CallsPage() {
  const { route } = useLocation();
  const { id } = useRoute().params;
  const sought = useSignal("");
  const isWrongOnly = useSignal(false);
  const word = sought.value.trim().toLowerCase();
  const rows: Row[] = calls.value.map((call, index) => ({ key: String(index), call }));
  const found = rows
    .filter(({ call }) => !isWrongOnly.value || isWrong(call))
    .filter(({ call }) => word === "" || JSON.stringify(call).toLowerCase().includes(word))
    .toReversed();
  const open = rows.find(({ key }) => key === id)?.call;
  return (
    <MasterDetail
      hint={rows.length === 0 ? "No call yet." : "Choose a call."}
      onBack={() => route(page)}
      detail={open && <CallDetail call={open} />}
      list={
        <>
          <h1 class="visually-hidden">API calls</h1>
          <SearchField label="Search calls" value={sought} />
          <label class="check">
            <input
              type="checkbox"
              checked={isWrongOnly.value}
              onChange={({ currentTarget }) => (isWrongOnly.value = currentTarget.checked)}
            />
            Only errors and warnings
          </label>
          <Faults />
          <WindowedList
            label="Calls"
            items={found}
            rowHeight={56}
            keyOf={({ key }) => key}
            render={({ key, call }) => (
              <button type="button" class="row" aria-current={key === id} onClick={() => route(`${page}/${key}`)}>
                <strong>{call.operation ?? `${call.method} ${call.path}`}</strong>
                <Status call={call} />
                <span class="quiet">
                  {call.method} {call.path}
                </span>
              </button>
            )}
          />
        </>
      }
    />
  );
}

function isWrong({ status, warnings }: RecordedCall): boolean {
  return status === 0 || status >= 400 || warnings !== undefined;
}

function Status({ call: { status, warnings } }: { call: RecordedCall }) {
  if (status === 0 || status >= 400) return <span class="status bad">{status === 0 ? "lost" : status}</span>;
  return <span class={warnings ? "status waiting" : "status good"}>{status}</span>;
}

function CallDetail({ call }: { call: RecordedCall }) {
  const { method, path, version, operation, query, body, response, warnings = [], fault } = call;
  return (
    <>
      <header>
        <h2>{operation ?? `${method} ${path}`}</h2>
        <Status call={call} />
      </header>
      <p class="quiet mono">
        {method} {path}
        {version !== undefined && `, ${version}`}
        {fault !== undefined && `, hit by the fault ${fault}`}
      </p>
      {warnings.map((warning) => (
        <p key={warning} class="warning">
          {warning}
        </p>
      ))}
      {Object.keys(query).length > 0 && <CodeBlock label="Query" text={indented(query)} />}
      {body !== undefined && <CodeBlock label="Body" text={indented(body)} />}
      {response !== undefined && <CodeBlock label="Response" text={indented(response)} />}
      <CodeBlock label="The call for curl" text={asCurl(call, location.origin)} />
    </>
  );
}
