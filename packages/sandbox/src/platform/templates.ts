import type { Domain, DomainContext, Handler } from "../domain.ts";
import { GraphFailure, invalidParameter } from "../server/errors.ts";
import { nodeIn, idIn } from "../world/kept.ts";
import { ownerOf, type WorldNode } from "../world/world.ts";
import { authenticationPreviews } from "./templates/authentication.ts";
import { addTemplate, readNewTemplate, templateLimit } from "./templates/create.ts";
import { edit, readEdit } from "./templates/edit.ts";
import { invalidTemplate } from "./templates/failures.ts";
import { isWantedFromLibrary, libraryKind } from "./templates/library.ts";
import { manyTemplates } from "./templates/many.ts";
import { remove, templateTimers, unpause } from "./templates/state.ts";
import { kind, type Template, templateIn, templatesOf } from "./templates/template.ts";
import { isWanted } from "./templates/list-filter.ts";

const name = "template_id";

/** Message templates: their review, their states, and what may be sent with them. */
export function createTemplates(context: DomainContext): Domain {
  const { world } = context;

  const create: Handler = ({ path, body }) => {
    const account = idIn({ path }, "waba_id");
    const { id, status, category } = addTemplate(context, account, readNewTemplate(context, account, body));
    return { id, status, category };
  };

  const list: Handler = ({ path, query }) => {
    const account = idIn({ path }, "waba_id");
    const all = templatesOf(world, account);
    const data = all.filter((template) => isWanted(template, query)).map((template) => shown(template, account));
    const counts: Record<string, unknown> = {
      total_count: data.length,
      message_template_count: all.length,
      message_template_limit: templateLimit(world, account),
      are_translations_complete: areComplete(all),
    };
    const wanted = Array.isArray(query["summary"]) ? query["summary"].map(String) : [];
    if (wanted.length === 0) return data;
    return { data, summary: Object.fromEntries(wanted.map((count) => [count, counts[count]])) };
  };

  const get: Handler = (request) => {
    const node = nodeIn(world, request, kind, name);
    return shown(templateIn(node), ownerOf(node));
  };

  const change: Handler = (request) => {
    const template = templateIn(nodeIn(world, request, kind, name));
    edit(context, template, readEdit(context, template, request.body));
    return { success: true };
  };

  const removeOne: Handler = (request) => removeAll([nodeIn(world, request, kind, name)]);

  const removeFrom: Handler = ({ path, query }) => {
    const { name: wanted, hsm_id: id, hsm_ids: ids } = query;
    if (Array.isArray(ids) ? wanted !== undefined || id !== undefined : wanted === undefined)
      throw invalidParameter("The parameter name is required, alone or with hsm_id, or else hsm_ids alone");
    const own = world.list(kind, idIn({ path }, "waba_id"));
    if (Array.isArray(ids)) return removeAll(ids.map((one) => ownIn(own, String(one))));
    const named = own.filter(({ data }) => data["name"] === wanted);
    if (id !== undefined) return removeAll([ownIn(named, String(id))]);
    if (named.length === 0) throw notThere(String(wanted));
    return removeAll(named);
  };

  /** All or none. */
  function removeAll(nodes: readonly WorldNode[]): object {
    const disabled = nodes.map(templateIn).find(({ status }) => status === "DISABLED");
    if (disabled) throw invalidTemplate(`${disabled.name} is DISABLED, and such a template cannot be deleted`);
    for (const { id } of nodes) void remove(context, id);
    return { success: true };
  }

  const endPause: Handler = (request) => {
    const { id, data } = nodeIn(world, request, kind, name);
    if (data["status"] !== "PAUSED") return { success: false, reason: `The template is ${String(data["status"])}` };
    void unpause(context, id);
    return { success: true };
  };

  return {
    nodes: { [name]: (id) => world.find(kind, id) !== undefined },
    handlers: {
      createMessageTemplate: create,
      listMessageTemplates: list,
      deleteMessageTemplates: removeFrom,
      getMessageTemplate: get,
      editMessageTemplate: change,
      deleteMessageTemplate: removeOne,
      unpauseMessageTemplate: endPause,
      ...manyTemplates(context),
      listLibraryTemplates: (request) =>
        world
          .all(libraryKind)
          .map(({ data }) => data)
          .filter((data) => isWantedFromLibrary(data, request)),
      previewMessageTemplates: ({ query }) =>
        authenticationPreviews({
          languages: Array.isArray(query["languages"]) ? query["languages"].map(String) : undefined,
          isWithAdvice: query["add_security_recommendation"] === true,
          minutes:
            query["code_expiration_minutes"] === undefined ? undefined : Number(query["code_expiration_minutes"]),
        }),
    },
    timers: templateTimers(context),
  };
}

/** A template with whether it can be sent. */
function shown(template: Template, account: string): object {
  const can_send_message = template.status === "APPROVED" ? "AVAILABLE" : "BLOCKED";
  const entities = [
    { entity_type: "MESSAGE_TEMPLATE", id: template.id, can_send_message },
    { entity_type: "WABA", id: account, can_send_message: "AVAILABLE" },
  ];
  return { ...template, health_status: { can_send_message, entities } };
}

/** Whether every template is there in every language that one of them has. */
function areComplete(templates: readonly Template[]): boolean {
  const languages = new Set(templates.map(({ language }) => language));
  const names = new Set(templates.map((template) => template.name));
  return templates.length === languages.size * names.size;
}

function ownIn(nodes: readonly WorldNode[], id: string): WorldNode {
  const node = nodes.find((one) => one.id === id);
  if (!node) throw notThere(id);
  return node;
}

function notThere(what: string): GraphFailure {
  return new GraphFailure(`Unsupported delete request: the account has no template '${what}'`, {
    status: 404,
    code: 100,
    subcode: 33,
    type: "GraphMethodException",
  });
}
