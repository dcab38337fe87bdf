import type { Schemas } from "@openwaba/templates";
import type { Node } from "../control/live.ts";
import { deliveries } from "../control/store.ts";
import { CodeBlock, indented } from "../parts/code-block.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { Told } from "../parts/told.tsx";
import { readable } from "../parts/words.ts";
import { TemplateActions } from "./template-actions.tsx";
import { filterValue } from "./template-filter.ts";
import { TemplatePreview } from "./template-preview.tsx";

const shownWebhooks = 5;

/** A template: how it looks, what the platform does to it, and what webhooks said of it. */
export function TemplateDetail({ template }: { template: Node }) {
  const { id, of, data } = template;
  const components = (data["components"] ?? []) as Schemas["TemplateComponent"][];
  const rejection = String(data["rejected_reason"] ?? "NONE");
  const told = deliveries.value
    .filter(({ fields, body }) => fields.some((field) => field.includes("template")) && body.includes(id))
    .slice(-shownWebhooks)
    .toReversed();
  return (
    <>
      <header>
        <h2>{String(data["name"])}</h2>
        <StateBadge state={filterValue(template, "status")} />
      </header>
      {rejection !== "NONE" && (
        <p class="danger">
          Rejected: <strong>{readable(rejection)}</strong>
        </p>
      )}
      <dl class="facts template-facts">
        <dt>Language</dt>
        <dd>{String(data["language"])}</dd>
        <dt>Category</dt>
        <dd>{readable(filterValue(template, "category"))}</dd>
        <dt>Quality</dt>
        <dd>
          <StateBadge state={filterValue(template, "quality")} />
        </dd>
        <dt>Id</dt>
        <dd class="mono">{id}</dd>
        <dt>Account</dt>
        <dd>
          <a class="mono" href={`/_sandbox/console/account/accounts/${of}`}>
            {of}
          </a>
        </dd>
      </dl>
      <TemplatePreview components={components} />
      <TemplateActions template={template} />
      {told.length > 0 && (
        <section class="panel" aria-labelledby="said">
          <h3 id="said">What webhooks said last</h3>
          <Told told={told} />
        </section>
      )}
      <CodeBlock label="As the sandbox keeps it" text={indented(data)} />
    </>
  );
}
