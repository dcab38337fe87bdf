import type { RecordedCall } from "@openwaba/sandbox";
import { CodeBlock, indented } from "../parts/code-block.tsx";
import { problemOf } from "./call-problem.ts";
import { CallSnippets } from "./call-snippets.tsx";
import { faultKinds } from "./fault-kinds.ts";
import { titleOf } from "./sent-values.ts";
import { Status } from "./status.tsx";

/** One call: what was wrong, what was sent and returned, and how to make it again. */
export function CallDetail({ call }: { call: RecordedCall }) {
  const { method, path, version, query, body, response, time, duration, isItem } = call;
  return (
    <>
      <header>
        <h2>{titleOf(call)}</h2>
        <Status call={call} />
      </header>
      <p class="mono call-path">
        <b>{method}</b> {path}
      </p>
      <dl class="call-facts">
        <Fact name="Time" value={new Date(time).toLocaleString()} />
        <Fact name="Duration" value={duration === undefined ? "no response yet" : `${duration} ms`} />
        <Fact name="Version" value={version ?? "none"} />
        {isItem && <Fact name="Sent" value="in a batch" />}
      </dl>
      <Wrong call={call} />
      {Object.keys(query).length > 0 && <CodeBlock label="Query" text={indented(query)} />}
      {body !== undefined && <CodeBlock label="Body" text={indented(body)} />}
      {response !== undefined && <CodeBlock label="Response" text={indented(response)} />}
      <CallSnippets call={call} />
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** All that was wrong with a call, nothing if nothing was. */
function Wrong({ call }: { call: RecordedCall }) {
  const { fault, warnings = [] } = call;
  const problem = problemOf(call);
  if (!problem && warnings.length === 0 && fault === undefined) return null;
  return (
    <section class={problem ? "wrong bad" : "wrong"} aria-label="What was wrong">
      {problem && (
        <>
          <p class="danger">
            <strong>{problem.message}</strong>
          </p>
          {problem.facts.length > 0 && (
            <dl>
              {problem.facts.map(([name, value]) => (
                <Fact key={name} name={name} value={value} />
              ))}
            </dl>
          )}
        </>
      )}
      {fault !== undefined && <p>{`A fault hit it: ${faultKinds[fault].label} (${fault}).`}</p>}
      {warnings.length > 0 && (
        <>
          <p>The platform takes this, and no document has it:</p>
          <ul>
            {warnings.map((warning) => (
              <li key={warning} class="warning">
                {warning}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
