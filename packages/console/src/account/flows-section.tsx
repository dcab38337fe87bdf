import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { get } from "../control/control.ts";
import type { Node } from "../control/live.ts";
import { nodeOf } from "../control/store.ts";
import { Problem, useAttempts } from "../parts/attempt.tsx";
import { CodeBlock, indented } from "../parts/code-block.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { readable } from "../parts/words.ts";
import { Facts } from "./facts.tsx";
import { ItemPage, NoItem } from "./item-page.tsx";
import { NodeTable } from "./node-table.tsx";
import { nameOf, nodesIn, text } from "./nodes.ts";
import { flowControls } from "./platform-controls.ts";
import { PlatformPanel } from "./platform-panel.tsx";

const page = "/_sandbox/console/account/flows";

export function FlowsSection({ id }: { id: string | undefined }) {
  if (id === undefined) return <FlowList />;
  const flow = nodeOf("flow", id);
  if (!flow) return <NoItem list={page} listLabel="Flows" id={id} />;
  return <FlowDetail key={id} flow={flow} />;
}

function FlowList() {
  return (
    <NodeTable
      label="Flows"
      items={nodesIn("flow")}
      keyOf={({ id }) => id}
      none="There is no flow yet: a business creates one with POST /{waba_id}/flows."
      columns={[
        { label: "Name", cell: (node) => <a href={`${page}/${node.id}`}>{text(node, "name") || node.id}</a> },
        { label: "Status", cell: (node) => <StateBadge state={text(node, "status")} /> },
        { label: "Categories", cell: categoriesOf },
        { label: "Account", cell: (node) => nameOf("waba", node.of ?? "") },
        { label: "Id", cell: (node) => <span class="mono">{node.id}</span> },
      ]}
    />
  );
}

function FlowDetail({ flow }: { flow: Node }) {
  const { id, data } = flow;
  const errors: unknown[] = Array.isArray(data["validation_errors"]) ? data["validation_errors"] : [];
  return (
    <ItemPage list={page} listLabel="Flows" title={text(flow, "name") || id} state={text(flow, "status")} node={flow}>
      <section class="panel" aria-labelledby="facts">
        <h3 id="facts">The flow</h3>
        <Facts
          facts={[
            ["Id", <span class="mono">{id}</span>],
            ["Categories", categoriesOf(flow)],
            ["Version", text(flow, "json_version")],
            ["Data API", text(flow, "data_api_version")],
            ["Endpoint", text(flow, "endpoint_uri")],
            ["Problems", errors.length === 0 ? "none" : ""],
          ]}
        />
        {errors.length > 0 && (
          <ul class="links">
            {errors.map((error, index) => (
              <li key={index} class="danger">
                {String(Object(error).message)} (line {String(Object(error).line_start)})
              </li>
            ))}
          </ul>
        )}
      </section>
      <PlatformPanel route={`/flows/${id}`} controls={flowControls} />
      <FlowJson flow={flow} />
    </ItemPage>
  );
}

/** The flow JSON, read again when the flow changes. */
function FlowJson({ flow }: { flow: Node }) {
  const json = useSignal<unknown>(undefined);
  const { problem, attempt } = useAttempts();
  useEffect(() => {
    void attempt(async () => (json.value = (await get<{ json?: unknown }>(`/flows/${flow.id}/json`)).json));
  }, [flow]);
  if (json.value !== undefined) return <CodeBlock label="Flow JSON" text={indented(json.value)} />;
  return (
    <section class="panel" aria-labelledby="json">
      <h3 id="json">Flow JSON</h3>
      <p class="quiet">None was uploaded: a business does that with POST /{"{flow_id}"}/assets.</p>
      <Problem text={problem.value} />
    </section>
  );
}

function categoriesOf({ data }: Node): string {
  const { categories } = data;
  return Array.isArray(categories) ? categories.map((name) => readable(String(name))).join(", ") : "";
}
