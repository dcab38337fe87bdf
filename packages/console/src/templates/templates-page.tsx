import type { Schemas } from "@openwaba/templates";
import { useSignal } from "@preact/signals";
import { useLocation, useRoute } from "preact-iso";
import { post } from "../control/control.ts";
import type { Node } from "../control/live.ts";
import { nodeOf, nodesOf } from "../control/store.ts";
import { Problem, useAttempts } from "../parts/attempt.tsx";
import { CodeBlock, indented } from "../parts/code-block.tsx";
import { MasterDetail } from "../parts/master-detail.tsx";
import { SearchField } from "../parts/search-field.tsx";
import { fillTemplate } from "./fill-template.ts";
import { TemplateView } from "./template-view.tsx";

const page = "/_sandbox/console/templates";

/** All templates with their state, and what the platform does to them. */
export function TemplatesPage() {
  const { route } = useLocation();
  const { id } = useRoute().params;
  const sought = useSignal("");
  const word = sought.value.trim().toLowerCase();
  const found = [...nodesOf("template").values()]
    .filter(({ data }) => `${data["name"]} ${data["language"]} ${data["status"]}`.toLowerCase().includes(word))
    .toSorted((one, other) => String(one.data["name"]).localeCompare(String(other.data["name"])));
  const open = id === undefined ? undefined : nodeOf("template", id);
  return (
    <MasterDetail
      hint={found.length === 0 ? "No template yet: create one by the API." : "Choose a template."}
      onBack={() => route(page)}
      detail={open && <TemplateDetail key={open.id} template={open} />}
      list={
        <>
          <h1 class="visually-hidden">Templates</h1>
          <SearchField label="Search templates" value={sought} />
          <ul class="rows-list" aria-label="Templates">
            {found.map((node) => (
              <li key={node.id}>
                <button
                  type="button"
                  class="row"
                  aria-current={node.id === id}
                  onClick={() => route(`${page}/${node.id}`)}
                >
                  <strong>{String(node.data["name"])}</strong>
                  <Status status={String(node.data["status"])} />
                  <span class="quiet">
                    {String(node.data["language"])}, {String(node.data["category"]).toLowerCase()}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </>
      }
    />
  );
}

function Status({ status }: { status: string }) {
  const look = status === "APPROVED" ? "good" : status === "PENDING" ? "waiting" : "bad";
  return <span class={`status ${look}`}>{status.toLowerCase().replaceAll("_", " ")}</span>;
}

function TemplateDetail({ template: { id, data } }: { template: Node }) {
  const { problem, attempt } = useAttempts();
  const reason = useSignal("INVALID_FORMAT");
  const act = (action: string, body: object = {}) => attempt(() => post(`/templates/${id}/${action}`, body));
  const components = (data["components"] ?? []) as Schemas["TemplateComponent"][];
  return (
    <>
      <header>
        <h2>{String(data["name"])}</h2>
        <Status status={String(data["status"])} />
      </header>
      <p class="quiet">
        {String(data["language"])}, {String(data["category"]).toLowerCase()}, <span class="mono">{id}</span>
      </p>
      <div class="preview">
        <div class="bubble">
          <TemplateView template={fillTemplate(components)} />
        </div>
      </div>
      <Problem text={problem.value} />
      <div class="actions" role="group" aria-label="What the platform does">
        <button type="button" onClick={() => void act("approve")}>
          Approve
        </button>
        <button type="button" onClick={() => void act("pause")}>
          Pause
        </button>
        <button type="button" onClick={() => void act("unpause")}>
          Unpause
        </button>
        <button type="button" onClick={() => void act("disable")}>
          Disable
        </button>
        <select
          aria-label="Quality"
          value=""
          onChange={({ currentTarget }) => void act("quality", { score: currentTarget.value })}
        >
          <option value="">Quality…</option>
          <option>GREEN</option>
          <option>YELLOW</option>
          <option>RED</option>
        </select>
      </div>
      <form
        class="actions"
        onSubmit={(event) => {
          event.preventDefault();
          void act("reject", { reason: reason.value });
        }}
      >
        <input
          aria-label="Reason of a rejection"
          value={reason.value}
          onInput={({ currentTarget }) => (reason.value = currentTarget.value)}
        />
        <button>Reject</button>
      </form>
      <CodeBlock label="As the API returns it" text={indented(data)} />
    </>
  );
}
