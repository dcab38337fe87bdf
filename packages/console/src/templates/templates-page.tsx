import { useSignal, useSignalEffect } from "@preact/signals";
import { useLocation, useRoute } from "preact-iso";
import type { Node } from "../control/live.ts";
import { isLoaded, nodeOf, nodesOf } from "../control/store.ts";
import { CodeBlock } from "../parts/code-block.tsx";
import { MasterDetail } from "../parts/master-detail.tsx";
import { useQuery } from "../parts/query.ts";
import { SearchField } from "../parts/search-field.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { WindowedList } from "../parts/windowed-list.tsx";
import { readable } from "../parts/words.ts";
import { TemplateDetail } from "./template-detail.tsx";
import { chosenTemplates, filters, filterValue, valuesOf } from "./template-filter.ts";
import "./templates.css";

const page = "/_sandbox/console/templates";

/** All templates with their state, and what the platform does to them. */
export function TemplatesPage() {
  const { route } = useLocation();
  const query = useQuery();
  const { id } = useRoute().params;
  const sought = useSignal(query.get("search"));
  useSignalEffect(() => {
    if (sought.value !== query.get("search")) query.set("search", sought.value);
  });
  const all = [...nodesOf("template").values()];
  const found = chosenTemplates(all, sought.value, query.get);
  const open = id === undefined ? undefined : nodeOf("template", id);
  if (isLoaded.value && all.length === 0) return <NoTemplate />;
  return (
    <MasterDetail
      hint={
        !isLoaded.value
          ? ""
          : id === undefined
            ? "Choose a template."
            : `There is no template ${id}: it was deleted, or never made.`
      }
      onBack={() => route(page + query.text)}
      detail={open && <TemplateDetail key={open.id} template={open} />}
      list={
        <>
          <h1 class="visually-hidden">Templates</h1>
          <SearchField label="Search templates" value={sought} />
          <div class="template-filters" role="group" aria-label="Filters">
            {filters.map((filter) => (
              <select
                key={filter}
                aria-label={readable(filter)}
                value={query.get(filter)}
                onChange={({ currentTarget }) => query.set(filter, currentTarget.value)}
              >
                <option value="">Any {filter}</option>
                {valuesOf(all, filter).map((value) => (
                  <option key={value} value={value}>
                    {filter === "language" ? value : readable(value)}
                  </option>
                ))}
              </select>
            ))}
          </div>
          <p class="quiet count" role="status">
            {found.length === all.length ? `${all.length} templates` : `${found.length} of ${all.length} templates`}
          </p>
          <WindowedList
            label="Templates"
            items={found}
            rowHeight={60}
            keyOf={(node) => node.id}
            render={(node) => (
              <Row template={node} isOpen={node.id === id} address={`${page}/${node.id}${query.text}`} />
            )}
          />
        </>
      }
    />
  );
}

function Row({ template, isOpen, address }: { template: Node; isOpen: boolean; address: string }) {
  const quality = filterValue(template, "quality");
  return (
    <a class="row" href={address} aria-current={isOpen ? "true" : undefined}>
      <strong>{String(template.data["name"])}</strong>
      <StateBadge state={filterValue(template, "status")} />
      <span class="quiet">
        {filterValue(template, "language")}, {filterValue(template, "category").toLowerCase()}
      </span>
      {quality !== "UNKNOWN" && (
        <span class={`quality ${quality.toLowerCase()}`}>{`quality ${quality.toLowerCase()}`}</span>
      )}
    </a>
  );
}

const example = `curl "$WHATSAPP_BASE_URL/v25.0/$WHATSAPP_BUSINESS_ACCOUNT_ID/message_templates" \\
  -H "Authorization: Bearer $WHATSAPP_ACCESS_TOKEN" \\
  -H "Content-Type: application/json" \\
  -d '{"name":"order_ready","language":"en_US","category":"UTILITY","components":[
    {"type":"BODY","text":"Hello {{1}}, your order is ready.","example":{"body_text":[["Ada"]]}}]}'`;

function NoTemplate() {
  return (
    <div class="blank">
      <h1>No template yet</h1>
      <p class="quiet">
        A business creates them with the API. New ones appear here at once, and are approved after a second unless
        reviews are made by hand.
      </p>
      <CodeBlock label="Create a template" text={example} />
    </div>
  );
}
