import type { DomainContext } from "../../domain.ts";
import type { CheckedRequest } from "../../server/validate.ts";
import type { Data, World } from "../../world/world.ts";
import { checkDefinition } from "./definition-rules.ts";
import { definitionFailure, invalidTemplate } from "./failures.ts";
import { findLibraryTemplate, partsFromLibrary } from "./library.ts";
import { approve, handIn, readTemplate, reservedNames } from "./state.ts";
import { inUpperCase, storedFeatures, storedParts } from "./stored-form.ts";
import { findTemplate, kind, type Template, type TemplateCategory, templatesOf } from "./template.ts";

/** Templates that an account may have: of a business that is not verified, and of one that is. */
const counts = { usual: 250, verified: 6000 } as const;

/** How many templates an account may have. */
export function templateLimit(world: World, account: string): number {
  const status = String(world.find("waba", account)?.data["business_verification_status"]);
  return status.toLowerCase() === "verified" ? counts.verified : counts.usual;
}

/** What every template has before its review, in place of what a call does not say. */
export function newTemplate(id: string, now: number): Partial<Template> {
  const time = Math.floor(now / 1000);
  return {
    id,
    parameter_format: "POSITIONAL",
    rejected_reason: "NONE",
    quality_score: { score: "UNKNOWN", date: time },
    source: "MANUAL",
    last_updated_time: time,
    components: [],
    revision: 0,
    edits: [],
    pauses: 0,
  };
}

/**
 * What a call makes of a new template, of which `earlier` ones are about to be added.
 *
 * @throws GraphFailure if it breaks a rule
 */
export function readNewTemplate({ world, now }: DomainContext, account: string, body: Data, earlier = 0): Data {
  const name = String(body["name"]);
  const language = String(body["language"]);
  checkName(world, now(), { account, name, language });
  const limit = templateLimit(world, account);
  if (templatesOf(world, account).length + earlier >= limit)
    throw definitionFailure(2388019, `The account has ${limit} templates: delete some`);
  const category = String(body["category"]).toUpperCase() as TemplateCategory;
  const format = String(body["parameter_format"] ?? "POSITIONAL").toUpperCase();
  const library = findLibraryTemplate(world, body["library_template_name"], language);
  const parts = inUpperCase(library ? partsFromLibrary(library, category, body) : body["components"]);
  const { bid_spec, optimization_spec = bid_spec, degrees_of_freedom_spec: freedom, display_format: display } = body;
  const timeToLive = body["message_send_ttl_seconds"];
  const isNamed = format === "NAMED";
  if (!library) checkDefinition({ category, components: parts, isNamed, displayFormat: display, timeToLive }, world);
  return {
    ...content(body),
    ...(library && { parameterTypes: library["body_param_types"] }),
    ...(category !== "AUTHENTICATION" && { sub_category: body["sub_category"] ?? "CUSTOM" }),
    ...(optimization_spec !== undefined && { optimization_spec, bid_spec: optimization_spec }),
    ...(freedom !== undefined && { degrees_of_freedom_spec: storedFeatures(freedom) }),
    ...(display !== undefined && { display_format: String(display).toUpperCase() }),
    name,
    language,
    category,
    parameter_format: format,
    components: library ? parts : storedParts(parts, category, language),
  };
}

/** Adds a template to an account and hands it in; what is taken from the library is approved at once. */
export function addTemplate(context: DomainContext, account: string, data: Data): Template {
  const { world, now } = context;
  const id = world.newId();
  world.put(kind, account, { ...newTemplate(id, now()), ...data, status: "PENDING" }, id);
  if (data["library_template_name"] === undefined) handIn(context, id);
  else void approve(context, id);
  return readTemplate(context, id);
}

/** What a template shows as it was given. */
const plain = [
  "cta_url_link_tracking_opted_out",
  "is_primary_device_delivery_only",
  "library_template_name",
  "message_send_ttl_seconds",
];

export function content(body: CheckedRequest["body"]): Data {
  return Object.fromEntries(plain.filter((name) => body[name] !== undefined).map((name) => [name, body[name]]));
}

interface Identity {
  readonly account: string;
  readonly name: string;
  readonly language: string;
}

function checkName(world: World, now: number, { account, name, language }: Identity): void {
  if (!/^[a-z0-9_]+$/.test(name))
    throw invalidTemplate(`name must be lower-case letters, digits and underscores, not ${name}`);
  if (!/^[a-z]{2,3}(?:_[A-Z]{2,3})?$/.test(language))
    throw invalidTemplate(`language must be one such as en_US or de, not ${language}`);
  if (findTemplate(world, account, name, language))
    throw definitionFailure(2388024, `The account has a template called ${name} in ${language}: take another name`);
  const reserved = world.find(reservedNames, `${account} ${name}`);
  if (reserved && Number(reserved.data["until"]) > now) {
    const until = new Date(Number(reserved.data["until"])).toISOString();
    throw definitionFailure(2388023, `The name ${name} is reserved until ${until}: take another name`);
  }
}
