import { listMessageTemplates } from "@openwaba/templates";
import type { Session } from "../session.ts";
import { type Facts, type Finding, ok, warning } from "./finding.ts";

const about = "templates";
const most = 1000; // templates that are read
const shown = 5; // names in a sentence

const todos: Readonly<Record<string, string>> = {
  REJECTED: "Read the reason in the WhatsApp Manager, then edit them, or appeal.",
  PAUSED: "People dislike them: edit them, or wait; after the third time they are disabled.",
  DISABLED: "They cannot be sent any more: create others.",
};

/** Whether there are templates that can be sent. */
export async function* checkTemplates(session: Session, facts: Facts): AsyncIterable<Finding> {
  const { client, wabaId: waba_id } = facts;
  if (client === undefined || waba_id === undefined) return;
  const fields = ["id", "name", "language", "status", "rejected_reason"] as const;
  const all = await listMessageTemplates(client, { waba_id, fields }, session.call).toArray({ limit: most });
  const approved = all.filter(({ status }) => status === "APPROVED").length;
  if (approved === 0)
    yield warning(
      about,
      all.length === 0 ? "The account has no templates" : `None of ${all.length} templates is approved`,
      "Only templates reach people who have not written for 24 hours: create one.",
    );
  else yield ok(about, `${approved} of ${all.length} templates can be sent`);
  for (const [status, todo] of Object.entries(todos)) {
    const some = all.filter((template) => template.status === status);
    if (some.length === 0) continue;
    const names = some.slice(0, shown).map(({ name = "", language = "", rejected_reason: reason }) => {
      const why = reason === undefined || reason === "NONE" ? "" : `: ${reason}`;
      return `${name} (${language}${why})`;
    });
    const rest = some.length > shown ? ` and ${some.length - shown} more` : "";
    yield warning(about, `${status.toLowerCase()}: ${names.join(", ")}${rest}`, todo);
  }
}
