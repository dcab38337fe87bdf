import { StateBadge } from "../parts/state-badge.tsx";
import { readable } from "../parts/words.ts";
import { NodeTable } from "./node-table.tsx";
import { nodesIn, text } from "./nodes.ts";

export function SolutionsSection() {
  return (
    <NodeTable
      label="Multi-partner solutions"
      items={nodesIn("solution")}
      keyOf={({ id }) => id}
      none="There is no solution yet."
      columns={[
        { label: "Name", cell: (node) => text(node, "name") || node.id },
        { label: "Status", cell: (node) => <StateBadge state={text(node, "status")} /> },
        { label: "Request", cell: (node) => readable(text(node, "status_for_pending_request")) },
        { label: "Id", cell: (node) => <span class="mono">{node.id}</span> },
      ]}
    />
  );
}
