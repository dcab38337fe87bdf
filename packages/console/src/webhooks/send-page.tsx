import { useSignal } from "@preact/signals";
import { useLocation, useRoute } from "preact-iso";
import { useEffect } from "preact/hooks";
import { get } from "../control/control.ts";
import { Problem, useAttempts } from "../parts/attempt.tsx";
import { SearchField } from "../parts/search-field.tsx";
import { Described } from "./form/described.tsx";
import { type DescribedField, SendForm } from "./send-form.tsx";
import { webhooksPage, WebhooksNav } from "./webhooks-nav.tsx";

interface FieldName {
  readonly field: string;
  readonly description: string;
}

/** Sends a webhook of any field, from a form that its schema makes. */
export function SendPage() {
  const { field } = useRoute().params;
  const { problem, attempt } = useAttempts();
  const fields = useSignal<readonly FieldName[]>([]);
  const described = useSignal<DescribedField | undefined>(undefined);
  useEffect(() => void attempt(async () => (fields.value = (await get<{ data: FieldName[] }>("/events")).data)), []);
  useEffect(() => {
    described.value = undefined;
    if (field === undefined) return undefined;
    const leaving = new AbortController();
    void attempt(async () => {
      const answer = await get<DescribedField>(`/events/${encodeURIComponent(field)}`, leaving.signal).catch(
        (error: unknown) => {
          if (!leaving.signal.aborted) throw error;
        },
      );
      if (answer && !leaving.signal.aborted) described.value = answer;
    });
    return () => leaving.abort();
  }, [field]);
  return (
    <div class="webhooks">
      <WebhooksNav />
      <div class="sheet wide">
        <h1>Send an event</h1>
        {field === undefined ? (
          <FieldList fields={fields.value} />
        ) : (
          <FieldChoice field={field} fields={fields.value} />
        )}
        <Problem text={problem.value} />
        {described.value && described.value.field === field && <SendForm key={field} described={described.value} />}
      </div>
    </div>
  );
}

function FieldList({ fields }: { fields: readonly FieldName[] }) {
  const sought = useSignal("");
  const word = sought.value.trim().toLowerCase();
  const found = fields.filter(({ field, description }) => `${field} ${description}`.toLowerCase().includes(word));
  return (
    <>
      <p class="quiet">Choose what it is about. The form begins with an example.</p>
      <SearchField label="Search fields" value={sought} />
      <ul class="field-list">
        {found.map(({ field, description }) => (
          <li key={field}>
            <a href={`${webhooksPage}/send/${field}`}>
              <strong class="mono">{field}</strong>
              <span class="quiet">
                <Described text={description} />
              </span>
            </a>
          </li>
        ))}
      </ul>
      {fields.length > 0 && found.length === 0 && <p class="quiet">No field is like that.</p>}
    </>
  );
}

function FieldChoice({ field, fields }: { field: string; fields: readonly FieldName[] }) {
  const { route } = useLocation();
  const known = fields.some((one) => one.field === field) ? fields : [{ field, description: "" }, ...fields];
  return (
    <label class="field-choice">
      Field
      <select value={field} onChange={({ currentTarget }) => route(`${webhooksPage}/send/${currentTarget.value}`)}>
        {known.map((one) => (
          <option key={one.field}>{one.field}</option>
        ))}
      </select>
    </label>
  );
}
