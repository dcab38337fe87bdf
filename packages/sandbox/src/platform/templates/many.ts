import type { DomainContext, Handler } from "../../domain.ts";
import { invalidParameter, unknownNode } from "../../server/errors.ts";
import type { Data, World } from "../../world/world.ts";
import { addTemplate, newTemplate, readNewTemplate, templateLimit } from "./create.ts";
import { edit, readEdit } from "./edit.ts";
import { invalidTemplate } from "./failures.ts";
import { archive, readTemplate, unarchive } from "./state.ts";
import { inUpperCase, storedParts } from "./stored-form.ts";
import { findTemplate, kind, type Template, templateIn, templatesOf } from "./template.ts";
import { idIn } from "../../world/kept.ts";

const pageSize = 500; // of a migration

/** Operations on many templates at once; what fails with one of them does not keep the others from it. */
export function manyTemplates(context: DomainContext): Record<string, Handler> {
  const { world, now } = context;

  function own(account: string, id: string): Template | undefined {
    const node = world.find(kind, id);
    return node?.of === account ? templateIn(node) : undefined;
  }

  const archiveMany: Handler = ({ path, body }) => {
    const failed: Record<string, string> = {};
    const archived = idsIn(body["hsm_ids"]).filter((id) => {
      const status = own(idIn({ path }, "waba_id"), id)?.status;
      if (status === "APPROVED" || status === "REJECTED") void archive(context, id);
      else failed[id] = status === undefined ? noSuch : `It is ${status}, only approved or rejected ones are archived`;
      return !(id in failed);
    });
    return { archived_templates: archived, failed_templates: failed };
  };

  const unarchiveMany: Handler = ({ path, body }) => {
    const failed: Record<string, string> = {};
    const restored = idsIn(body["hsm_ids"]).filter((id) => {
      const status = own(idIn({ path }, "waba_id"), id)?.status;
      if (status === "ARCHIVED") void unarchive(context, id);
      else failed[id] = status === undefined ? noSuch : `It is ${status}, not ARCHIVED`;
      return !(id in failed);
    });
    return { unarchived_templates: restored, failed_templates: failed };
  };

  const migrate: Handler = ({ path, body }) => {
    const account = idIn({ path }, "waba_id");
    const source = String(body["source_waba_id"]);
    if (!world.find("waba", source)) throw unknownNode("POST", source);
    const { page_number: page = 0, count = pageSize, template_ids: ids } = body;
    const failed: Record<string, string> = {};
    const migrated: string[] = [];
    const set = templatesOf(world, source).slice(Number(page) * pageSize, (Number(page) + 1) * pageSize);
    const movable = set.filter((template) => !obstacle(template)).map(({ id }) => id);
    for (const id of (ids === undefined ? movable : idsIn(ids)).slice(0, Number(count))) {
      const template = own(source, id);
      const problem = template ? (obstacle(template) ?? targetObstacle(world, account, template)) : noSuch;
      if (template && problem === undefined) migrated.push(copy(template, account));
      else failed[id] = problem ?? noSuch;
    }
    return { migrated_templates: migrated, failed_templates: failed };
  };

  function copy(template: Template, account: string): string {
    const id = world.newId();
    const { revision, edits, pauses, quality_score } = newTemplate(id, now());
    world.put(kind, account, { ...template, id, revision, edits, pauses, quality_score }, id);
    return id;
  }

  const upsert: Handler = ({ path, body }) => {
    const account = idIn({ path }, "waba_id");
    const { languages, ...content } = body;
    const wanted = [...new Set(idsIn(languages))];
    const known = wanted.map((language) => findTemplate(world, account, body["name"], language));
    const edits = known.flatMap((node) => {
      if (!node) return [];
      const template = templateIn(node);
      if (template.category !== "AUTHENTICATION")
        throw invalidTemplate(`${template.name} is ${template.category} in ${template.language}`);
      return isAsStored(template, content) ? [] : [{ template, change: readEdit(context, template, partsOf(content)) }];
    });
    const added = new Map<string, Data>();
    for (const language of wanted.filter((_, index) => !known[index]))
      added.set(language, readNewTemplate(context, account, { ...content, language }, added.size));
    for (const { template, change } of edits) edit(context, template, change);
    return wanted.map((language, index) => {
      const id = known[index]?.id ?? addTemplate(context, account, added.get(language) ?? {}).id;
      return { id, language, status: readTemplate(context, id).status };
    });
  };

  const compare: Handler = ({ path, query }) => {
    const ids = [idIn({ path }, "template_id"), ...idsIn(query["template_ids"])];
    const accounts = ids.map((id) => {
      const node = world.find(kind, id);
      if (!node) throw unknownNode("GET", id);
      return node.of;
    });
    if (new Set(accounts).size > 1) throw invalidParameter("Param template_ids must name templates of one account");
    const [start, end] = spanOf(query, Math.floor(now() / 1000));
    const sent = ids.map((id) => ({ key: id, value: timesSent(world, readTemplate(context, id), start, end) }));
    return [
      { metric: "BLOCK_RATE", type: "RELATIVE", order_by_relative_metric: ids },
      { metric: "MESSAGE_SENDS", type: "NUMBER_VALUES", number_values: sent },
      {
        metric: "TOP_BLOCK_REASON",
        type: "STRING_VALUES",
        string_values: ids.map((key) => ({ key, value: "UNKNOWN_BLOCK_REASON" })),
      },
    ];
  };

  return {
    archiveMessageTemplates: archiveMany,
    unarchiveMessageTemplates: unarchiveMany,
    migrateMessageTemplates: migrate,
    upsertMessageTemplates: upsert,
    compareMessageTemplates: compare,
  };
}

const noSuch = "The account has no such template";

function idsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** Why a template is not copied to another account. */
function obstacle({ status, quality_score: { score } }: Template): string | undefined {
  if (status !== "APPROVED") return `It is ${status}, only approved ones are copied`;
  return score === "GREEN" || score === "UNKNOWN" ? undefined : `Its quality is ${score}`;
}

function targetObstacle(world: World, account: string, { name, language }: Template): string | undefined {
  if (findTemplate(world, account, name, language)) return `The account has ${name} in ${language}`;
  return templatesOf(world, account).length < templateLimit(world, account) ? undefined : "The account is full";
}

/** What an upsert may change. */
function partsOf({ components, message_send_ttl_seconds: time }: Data): Data {
  return { components, ...(time !== undefined && { message_send_ttl_seconds: time }) };
}

function isAsStored(template: Template, content: Data): boolean {
  const { components, message_send_ttl_seconds: time } = content;
  const parts = storedParts(inUpperCase(components), template.category, template.language);
  const isTimeKept =
    time === undefined || time === (template as { message_send_ttl_seconds?: unknown }).message_send_ttl_seconds;
  return isTimeKept && JSON.stringify(parts) === JSON.stringify(template.components);
}

const day = 24 * 60 * 60; // seconds
const spans = [7, 30, 60, 90];
const tolerance = 60 * 60; // seconds between the clocks of caller and sandbox

/** Start and end of a comparison. */
function spanOf({ start, end }: Data, now: number): [number, number] {
  if (!spans.some((days) => Number(end) - Number(start) === days * day))
    throw invalidParameter(`Param end must be exactly ${spans.join(", ")} days after start`);
  if (Math.abs(Number(end) - now) > tolerance) throw invalidParameter(`Param end must be now, which is ${now}`);
  return [Number(start), Number(end)];
}

/** How often a template was sent in a span of seconds. */
function timesSent(world: World, { id, name, language }: Template, start: number, end: number): number {
  const account = world.find(kind, id)?.of;
  return world.all("message").filter(({ of, data }) => {
    const { template } = data["message"] as { template?: { name: string; language: { code: string } } };
    const time = Number(data["time"]);
    return (
      template?.name === name &&
      template.language.code === language &&
      world.find("phone_number", of ?? "")?.of === account &&
      time >= start &&
      time <= end + tolerance
    );
  }).length;
}
