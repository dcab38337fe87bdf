import type { RecordedCall } from "@openwaba/sandbox";
import { useComputed } from "@preact/signals";
import { useLocation, useRoute } from "preact-iso";
import { calls, faults } from "../control/store.ts";
import { Icon } from "../parts/icon.tsx";
import { MasterDetail } from "../parts/master-detail.tsx";
import { WindowedList } from "../parts/windowed-list.tsx";
import { CallDetail } from "./call-detail.tsx";
import { CallFilters } from "./call-filters.tsx";
import { Faults } from "./faults.tsx";
import { filterCalls, readFilter, writeFilter } from "./filter-calls.ts";
import { titleOf } from "./sent-values.ts";
import { Status } from "./status.tsx";
import "./calls.css";

const page = "/_sandbox/console/calls";

/** Every call to the API as it comes, and what was wrong with it; `faults` in place of an id lets calls fail. */
export function CallsPage() {
  const { route, query } = useLocation();
  const { id } = useRoute().params;
  const filter = readFilter(query);
  const found = filterCalls(calls.value, filter);
  const search = writeFilter(filter);
  return (
    <>
      <h1 class="visually-hidden">API calls</h1>
      <MasterDetail
        hint="Choose a call to see what was sent and returned."
        onBack={() => route(page + search)}
        detail={id === undefined ? undefined : id === "faults" ? <Faults /> : <OpenCall key={id} id={id} />}
        list={
          <>
            <CallFilters
              filter={filter}
              onChange={(changed) => route(`${page}${id === undefined ? "" : `/${id}`}${writeFilter(changed)}`, true)}
            />
            <p class="calls-bar">
              <span class="quiet">{countText(found.length, calls.value.length)}</span>
              <a class="button" href={`${page}/faults${search}`} aria-current={id === "faults" ? "true" : undefined}>
                <Icon name="bolt" /> Faults{faults.value.length > 0 && `: ${faults.value.length} armed`}
              </a>
            </p>
            {found.length === 0 && (
              <p class="empty">
                {calls.value.length === 0 ? "Calls to the API appear here as they come." : "No call is like that."}
              </p>
            )}
            <WindowedList
              label="Calls"
              items={found}
              rowHeight={60}
              keyOf={(call) => call.id}
              render={(call) => (
                <button
                  type="button"
                  class="row call-row"
                  aria-current={call.id === id}
                  onClick={() => route(`${page}/${call.id}${search}`)}
                >
                  <CallRow call={call} />
                </button>
              )}
            />
          </>
        }
      />
    </>
  );
}

function countText(shown: number, all: number): string {
  const whole = all === 1 ? "1 call" : `${all} calls`;
  return shown === all ? whole : `${shown} of ${whole}`;
}

function OpenCall({ id }: { id: string }) {
  // other calls do not draw the one that is open again
  const call = useComputed(() => calls.value.find((one) => one.id === id));
  if (call.value) return <CallDetail call={call.value} />;
  return <p class="empty">{`The log has no call ${id}: it was dropped, or the sandbox was reset.`}</p>;
}

function CallRow({ call }: { call: RecordedCall }) {
  const { method, path, version, time, warnings, fault, isItem } = call;
  return (
    <>
      <strong>{titleOf(call)}</strong>
      <span class="marks">
        {fault !== undefined && <span class="mark">fault</span>}
        {isItem && <span class="mark">batch</span>}
        {warnings && (
          <span class="mark waiting">{warnings.length === 1 ? "1 warning" : `${warnings.length} warnings`}</span>
        )}
        <Status call={call} />
      </span>
      <span class="quiet mono">
        <b>{method}</b> {version === undefined ? path : path.replace(`/${version}`, "")}
      </span>
      <span class="quiet small">
        {version} {new Date(time).toLocaleTimeString()}
      </span>
    </>
  );
}
