import { StateBadge } from "../parts/state-badge.tsx";
import { readable } from "../parts/words.ts";
import { NodeTable } from "./node-table.tsx";
import { nodesIn, text } from "./nodes.ts";
import { verificationControls } from "./platform-controls.ts";
import { PlatformPanel } from "./platform-panel.tsx";

export function BusinessesSection() {
  const submissions = nodesIn("verification_submission");
  return (
    <>
      <NodeTable
        label="Businesses"
        items={nodesIn("business")}
        keyOf={({ id }) => id}
        none="There is no business."
        columns={[
          { label: "Name", cell: (node) => text(node, "name") },
          {
            label: "Verification",
            cell: (node) => <StateBadge state={text(node, "verification_status") || "UNKNOWN"} />,
          },
          { label: "Accounts", cell: (node) => nodesIn("waba", node.id).length },
          { label: "Id", cell: (node) => <span class="mono">{node.id}</span> },
        ]}
      />
      <h2>Verifications that a partner asked for</h2>
      {submissions.length === 0 && <p class="quiet">There are none.</p>}
      {submissions.map((node) => (
        <section key={node.id} class="panel" aria-labelledby={`submission-${node.id}`}>
          <header>
            <h3 id={`submission-${node.id}`}>Verification {node.id}</h3>
            <StateBadge state={text(node, "verification_status")} />
          </header>
          <p class="quiet">
            Business <span class="mono">{text(node, "client_business_id")}</span>, handed in{" "}
            {text(node, "submitted_time")}
            {reasonsOf(node.data["rejection_reasons"])}
          </p>
          <PlatformPanel
            route={`/verifications/${node.id}`}
            controls={verificationControls}
            title={`Decide on ${node.id}`}
          />
        </section>
      ))}
    </>
  );
}

function reasonsOf(reasons: unknown): string {
  if (!Array.isArray(reasons) || reasons.length === 0) return "";
  return `: ${reasons.map((reason) => readable(String(reason)).toLowerCase()).join(", ")}`;
}
