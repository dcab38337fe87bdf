import { useSignal } from "@preact/signals";
import { get } from "../control/control.ts";
import type { Node } from "../control/live.ts";
import { Problem, useAttempts } from "../parts/attempt.tsx";
import { NodeTable } from "./node-table.tsx";
import { nameOf, nodesIn, text } from "./nodes.ts";

/** The numbers that a business verified for its customers. */
export function PoolSection() {
  return (
    <NodeTable
      label="Pre-verified numbers"
      items={nodesIn("pre_verified_phone_number")}
      keyOf={({ id }) => id}
      none="There is none yet: a business adds one with POST /{business_id}/add_phone_numbers."
      columns={[
        { label: "Number", cell: (node) => `+${text(node, "digits")}` },
        { label: "Business", cell: (node) => nameOf("business", node.of ?? "") },
        { label: "Verified", cell: verifiedAt },
        { label: "Partners", cell: ({ data }) => (Array.isArray(data["partners"]) ? data["partners"].length : 0) },
        { label: "Id", cell: (node) => <span class="mono">{node.id}</span> },
        { label: "Code", cell: (node) => <Code id={node.id} /> },
      ]}
    />
  );
}

function verifiedAt({ data }: Node): string {
  const time = data["verifiedAt"];
  return typeof time === "number" ? new Date(time).toLocaleDateString() : "not yet";
}

function Code({ id }: { id: string }) {
  const code = useSignal("");
  const { problem, attempt } = useAttempts();
  if (code.value !== "") return <strong class="mono">{code.value}</strong>;
  return (
    <>
      <button
        type="button"
        aria-label={`Show the code of ${id}`}
        onClick={() => void attempt(async () => (code.value = (await get<{ code: string }>(`/codes/${id}`)).code))}
      >
        Show
      </button>
      <Problem text={problem.value} />
    </>
  );
}
