import type { TemplateChange } from "@openwaba/sandbox";
import { useSignal } from "@preact/signals";
import type { Node } from "../control/live.ts";
import { post } from "../control/control.ts";
import { Problem, useAttempts } from "../parts/attempt.tsx";
import { readable } from "../parts/words.ts";
import { filterValue } from "./template-filter.ts";

const reasons = [
  "INVALID_FORMAT",
  "ABUSIVE_CONTENT",
  "CATEGORY_NOT_AVAILABLE",
  "INCORRECT_CATEGORY",
  "PROMOTIONAL",
  "SCAM",
  "TAG_CONTENT_MISMATCH",
];
const qualities = ["GREEN", "YELLOW", "RED", "UNKNOWN"];
const categories = ["AUTHENTICATION", "MARKETING", "UTILITY"];
const hour = 3_600_000; // ms

/** What the platform does to a template, and the webhooks that tell so. */
export function TemplateActions({ template }: { template: Node }) {
  const { id } = template;
  const { problem, attempt } = useAttempts();
  const done = useSignal("");
  const status = filterValue(template, "status");

  const act = (action: string, body: object = {}) =>
    void attempt(async () => {
      done.value = "";
      const { deliveries } = await post<TemplateChange>(`/templates/${id}/${action}`, body);
      done.value = deliveries.length === 0 ? "Done: no webhook tells of it." : "Done: the webhook is below.";
    });

  return (
    <section class="panel" aria-labelledby="platform">
      <h3 id="platform">As the platform</h3>
      <div class="actions">
        <button
          type="button"
          class={status === "PENDING" ? "primary" : ""}
          disabled={status === "APPROVED"}
          onClick={() => act("approve")}
        >
          Approve
        </button>
        <button type="button" onClick={() => act("pause")}>
          Pause for quality
        </button>
        <button type="button" onClick={() => act("pause", { pacing: true })}>
          Pause for pacing
        </button>
        <button type="button" disabled={status !== "PAUSED"} onClick={() => act("unpause")}>
          Unpause
        </button>
        <button type="button" class="danger" disabled={status === "DISABLED"} onClick={() => act("disable")}>
          Disable
        </button>
      </div>
      <div class="forms">
        <RejectForm act={act} />
        <QualityForm act={act} score={filterValue(template, "quality")} />
        <CategoryForm act={act} category={filterValue(template, "category")} />
      </div>
      <Problem text={problem.value} />
      <p role="status">{done.value}</p>
    </section>
  );
}

interface FormProps {
  readonly act: (action: string, body: object) => void;
}

function RejectForm({ act }: FormProps) {
  const reason = useSignal("INVALID_FORMAT");
  const wrong = useSignal("");
  const advice = useSignal("");
  const hasInfo = reason.value === "INVALID_FORMAT";

  function onSubmit(event: Event): void {
    event.preventDefault();
    const info = { reason: wrong.value, recommendation: advice.value };
    const isExplained = hasInfo && (wrong.value !== "" || advice.value !== "");
    act("reject", { reason: reason.value, ...(isExplained && { info }) });
  }

  return (
    <form onSubmit={onSubmit}>
      <label>
        Reason of a rejection
        <select value={reason.value} onChange={({ currentTarget }) => (reason.value = currentTarget.value)}>
          {reasons.map((name) => (
            <option key={name} value={name}>
              {readable(name)}
            </option>
          ))}
        </select>
      </label>
      {hasInfo && (
        <>
          <label>
            What is wrong
            <input value={wrong.value} onInput={({ currentTarget }) => (wrong.value = currentTarget.value)} />
          </label>
          <label>
            How to write it
            <input value={advice.value} onInput={({ currentTarget }) => (advice.value = currentTarget.value)} />
          </label>
        </>
      )}
      <button class="danger">Reject</button>
    </form>
  );
}

function QualityForm({ act, score }: FormProps & { score: string }) {
  const chosen = useSignal(score);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        act("quality", { score: chosen.value });
      }}
    >
      <label>
        Quality
        <select value={chosen.value} onChange={({ currentTarget }) => (chosen.value = currentTarget.value)}>
          {qualities.map((name) => (
            <option key={name} value={name}>
              {readable(name)}
            </option>
          ))}
        </select>
      </label>
      <p class="quiet">Red also pauses it.</p>
      <button>Rate it</button>
    </form>
  );
}

function CategoryForm({ act, category }: FormProps & { category: string }) {
  const chosen = useSignal(category);
  const how = useSignal("now");

  function onSubmit(event: Event): void {
    event.preventDefault();
    if (how.value === "detect") act("detect-category", { category: chosen.value });
    else act("category", { category: chosen.value, ...(how.value === "later" && { after: 24 * hour }) });
  }

  return (
    <form onSubmit={onSubmit}>
      <label>
        Category
        <select value={chosen.value} onChange={({ currentTarget }) => (chosen.value = currentTarget.value)}>
          {categories.map((name) => (
            <option key={name} value={name}>
              {readable(name)}
            </option>
          ))}
        </select>
      </label>
      <label>
        When
        <select value={how.value} onChange={({ currentTarget }) => (how.value = currentTarget.value)}>
          <option value="now">Move it now</option>
          <option value="later">Announce it, and move it in 24 hours</option>
          <option value="detect">Only tell that it should be this one</option>
        </select>
      </label>
      <button>{how.value === "detect" ? "Tell" : "Move"}</button>
    </form>
  );
}
