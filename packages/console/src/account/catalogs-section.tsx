import type { Node } from "../control/live.ts";
import { NodeTable } from "./node-table.tsx";
import { nameOf, nodesIn, text } from "./nodes.ts";

/** The catalogs of the businesses, each with its products. */
export function CatalogsSection() {
  const catalogs = nodesIn("catalog");
  if (catalogs.length === 0)
    return (
      <p class="quiet">
        There is no catalog yet: a business creates one with POST /{"{business_id}"}/owned_product_catalogs.
      </p>
    );
  return (
    <>
      {catalogs.map((catalog) => (
        <Catalog key={catalog.id} catalog={catalog} />
      ))}
    </>
  );
}

function Catalog({ catalog }: { catalog: Node }) {
  const connected = nodesIn("connected_catalog").filter(({ data }) => data["id"] === catalog.id);
  const heading = `catalog-${catalog.id}`;
  return (
    <section class="panel" aria-labelledby={heading}>
      <h2 id={heading}>{text(catalog, "name") || catalog.id}</h2>
      <p class="quiet">
        <span class="mono">{catalog.id}</span>,{" "}
        {connected.length === 0
          ? "connected to no account"
          : `connected to ${connected.map(({ of = "" }) => nameOf("waba", of)).join(", ")}`}
      </p>
      <NodeTable
        label={`Products of ${text(catalog, "name")}`}
        items={nodesIn("product", catalog.id)}
        keyOf={({ id }) => id}
        none="It has no product."
        columns={[
          { label: "Product", cell: (node) => text(node, "name") },
          { label: "Price", cell: (node) => text(node, "sale_price") || text(node, "price") },
          { label: "Stock", cell: (node) => text(node, "availability") },
          { label: "Retailer id", cell: (node) => <span class="mono">{text(node, "retailer_id")}</span> },
        ]}
      />
    </section>
  );
}
