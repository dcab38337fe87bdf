import { BoundedMap } from "./server/bounded-map.ts";
import type { Domain, DomainContext, Handler } from "./domain.ts";
import { GraphFailure, invalidParameter, unknownNode } from "./server/errors.ts";
import { limits } from "./server/limits.ts";

const reviewTime = 1000; // 1 s
const exampleId = "1689556908129832"; // responds with the example in the documents

interface Template {
  readonly id: string;
  readonly accountId: string;
  /** Body of its creation or last edit. */
  readonly content: Readonly<Record<string, unknown>>;
  readonly handedInAt: number;
}

/** Message templates. An account has the examples of the documents until a template is created in it. */
export function createTemplates({ now }: DomainContext): Domain {
  const templates = new BoundedMap<string, Template>({
    entries: limits.entries,
    weight: limits.templateCharacters,
    weigh: ({ content }) => JSON.stringify(content).length,
  });
  const accounts = new BoundedMap<string, true>({ entries: limits.entries });
  let nextId = Number(exampleId) + 1;

  function render({ id, content, handedInAt }: Template) {
    const { name, language, category, components, parameter_format = "POSITIONAL" } = content;
    return {
      id,
      name: String(name),
      language: String(language),
      category: String(category).toUpperCase(),
      parameter_format: String(parameter_format).toUpperCase(),
      status: now() < handedInAt + reviewTime ? "PENDING" : "APPROVED",
      rejected_reason: "NONE",
      ...(components !== undefined && { components }),
    };
  }

  function templatesOf(accountId: unknown) {
    return [...templates.values()].filter((template) => template.accountId === accountId).map(render);
  }

  const create: Handler = ({ path, body }) => {
    const accountId = String(path["waba_id"]);
    accounts.set(accountId, true);
    if (templatesOf(accountId).some(({ name, language }) => name === body["name"] && language === body["language"])) {
      throw new GraphFailure("(#100) There is already content in this language for the template", {
        code: 100,
        subcode: 2388024,
        details: `The account has a template called ${body["name"]} in ${body["language"]}: take another name`,
      });
    }
    const template = { id: String(nextId++), accountId, content: body, handedInAt: now() };
    templates.set(template.id, template);
    const { id, status, category } = render(template);
    return { id, status, category };
  };

  const list: Handler = ({ path, query }) => {
    if (!accounts.has(String(path["waba_id"]))) return undefined;
    const { name, content, name_or_content: either } = query;
    return templatesOf(path["waba_id"]).filter((template) => {
      const text = JSON.stringify(template.components ?? []);
      return (
        (name === undefined || template.name === name) &&
        text.includes(String(content ?? "")) &&
        `${template.name} ${text}`.includes(String(either ?? "")) &&
        (["status", "category", "language"] as const).every((key) => isAmong(query[key], template[key]))
      );
    });
  };

  const get: Handler = ({ path }) => {
    const template = templates.get(String(path["template_id"]));
    return template && render(template);
  };

  const edit: Handler = ({ path, body }) => {
    const template = templates.get(String(path["template_id"]));
    if (!template) return undefined;
    const { name, language } = template.content;
    templates.set(template.id, {
      ...template,
      content: { ...template.content, ...body, name, language },
      handedInAt: now(),
    });
    return { success: true };
  };

  const remove: Handler = ({ path }) => {
    return templates.delete(String(path["template_id"])) ? { success: true } : undefined;
  };

  const removeFrom: Handler = ({ path, query }) => {
    if (!accounts.has(String(path["waba_id"]))) return undefined;
    const { name, hsm_id: id, hsm_ids: ids } = query;
    if (Array.isArray(ids) ? name !== undefined || id !== undefined : name === undefined) {
      throw invalidParameter("The parameter name is required, alone or with hsm_id, or else hsm_ids alone");
    }
    const own = templatesOf(path["waba_id"]);
    const named = own.filter((template) => template.name === name && (id === undefined || template.id === id));
    const wanted: unknown[] = Array.isArray(ids) ? ids : named.map((template) => template.id);
    const missing =
      wanted.length === 0 ? (id ?? name) : wanted.find((one) => !own.some((template) => template.id === one));
    if (missing !== undefined) throw unknownNode("DELETE", String(missing));
    for (const one of wanted) templates.delete(String(one));
    return { success: true };
  };

  /** Rejects messages with a created template until it is approved; other messages get the example. */
  const sendMessage: Handler = ({ body }) => {
    const { name, language } = (body["template"] ?? {}) as { name?: string; language?: { code?: string } };
    const known = [...templates.values()].map(render).filter((template) => template.name === name);
    if (known.length === 0 || known.some((one) => one.language === language?.code && one.status === "APPROVED"))
      return undefined;
    throw new GraphFailure("(#132001) Template name does not exist in the translation", {
      status: 404,
      code: 132001,
      details: `The template ${name} does not exist in ${language?.code}, or is not approved`,
    });
  };

  return {
    nodes: { template_id: (id) => id === exampleId || templates.has(id) },
    handlers: {
      createMessageTemplate: create,
      listMessageTemplates: list,
      deleteMessageTemplates: removeFrom,
      getMessageTemplate: get,
      editMessageTemplate: edit,
      deleteMessageTemplate: remove,
      sendMessage,
    },
  };
}

function isAmong(wanted: unknown, value: string): boolean {
  return !Array.isArray(wanted) || wanted.includes(value);
}
