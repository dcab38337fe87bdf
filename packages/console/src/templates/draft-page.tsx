import type { Schemas } from "@openwaba/templates";
import { useSignal } from "@preact/signals";
import { useEffect, useErrorBoundary } from "preact/hooks";
import { useRoute } from "preact-iso";
import { get } from "../control/control.ts";
import { Problem, useAttempts } from "../parts/attempt.tsx";
import { CodeBlock, indented } from "../parts/code-block.tsx";
import { readable } from "../parts/words.ts";
import { TemplatePreview } from "./template-preview.tsx";
import "./templates.css";

interface Draft {
  readonly name: string;
  readonly language: string;
  readonly category?: string;
  readonly components: readonly Schemas["TemplateComponent"][];
}

/** A template that is in a file alone, as `openwaba templates plan --sandbox` finds it there. */
export function DraftPage() {
  const { id = "" } = useRoute().params;
  const draft = useSignal<Draft | undefined>(undefined);
  const { problem, attempt } = useAttempts();
  useEffect(() => {
    void attempt(async () => (draft.value = await get<Draft>(`/drafts/${encodeURIComponent(id)}`)));
  }, [id]);
  return (
    <div class="draft-page">
      <h1>{draft.value?.name ?? "A template in a file"}</h1>
      <Problem text={problem.value} />
      {problem.value !== "" && <p class="quiet">The sandbox was restarted since: make the plan again.</p>}
      {draft.value && <DraftDetail draft={draft.value} />}
    </div>
  );
}

function DraftDetail({ draft }: { draft: Draft }) {
  const { language, category, components } = draft;
  const [error] = useErrorBoundary();
  return (
    <>
      <p class="quiet">Only in a file so far: no account has it like this.</p>
      <dl class="facts template-facts">
        <dt>Language</dt>
        <dd>{language}</dd>
        {category !== undefined && (
          <>
            <dt>Category</dt>
            <dd>{readable(category)}</dd>
          </>
        )}
      </dl>
      {error === undefined ? (
        <TemplatePreview components={components} />
      ) : (
        <Problem text={`It cannot be shown: ${error instanceof Error ? error.message : String(error)}`} />
      )}
      <CodeBlock label="The template" text={indented(draft)} />
    </>
  );
}
