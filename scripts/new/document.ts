import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { stringify } from "yaml";
import { singularOf } from "../../packages/redocly-plugin/src/lib/words.ts";
import { pascalCase } from "../generate/words.ts";
import { type Draft, edgeOf, operationIdOf, parametersOf, placeOf, thingOf, titleOf } from "./draft.ts";
import { documentsOf, type Known } from "./known.ts";

const template = readFileSync(join(import.meta.dirname, "../../specs/new/paper_planes.yaml"), "utf8");
const [info = "", paths = "", components = ""] = template
  .replace(/^#.*\n/, "")
  .split(/(?<=^paths:\n)|(?=^components:\n)/m);
const [parameter = ""] = paths.match(/^ {6}- name: .*\n(?: {8}.*\n)+/m) ?? [];
const operations = paths.match(/^ {4}(?:get|post|delete):\n(?: {6}.*\n)+/gm) ?? [];

/** The operation of the template with the draft's method and shape, as a valid document under the draft's names. */
export function writeDocument(draft: Draft, known: Known): string {
  const { domain, api } = placeOf(draft);
  const { "operation-id": operationId = "", shape } = draft;
  const templateId = operationIdOf({ ...draft, name: "new/paper_planes" });
  const operation = operations.find((text) => text.includes(`operationId: ${templateId}\n`));
  const noun = operationId.replace(/^[a-z]+/, "");
  const node = shape === "list" ? singularOf(noun) : noun;
  const [tag] = documentsOf(domain, known).flatMap(({ tags = [] }) => tags); // which describes the domain
  const names: Record<string, string> = {
    [templateId]: operationId,
    CreatePaperPlane: pascalCase(operationId),
    PaperPlane: node,
    paper_planes: api,
    "Paper planes": titleOf(api),
    "paper planes": api.replaceAll("_", " "),
    "paper plane": thingOf(api),
    "Paper fleet": tag ? scalar(tag.name) : titleOf(domain),
  };
  const own = withoutUnused(shareNode(`${info}${operation}\n${components}`, node, documentsOf(domain, known)));
  return own
    .replaceAll(new RegExp(Object.keys(names).join("|"), "g"), (name) => names[name] ?? name)
    .replace(/Calls that belong together.*/, (usual) => (tag ? scalar(tag.description ?? "") : usual))
    .replace(/^paths:\n/m, (line) => line + pathItem(draft, known));
}

/** Refers to the node and its `fields` in the document that already has them, if they are equal in all versions. */
function shareNode(text: string, node: string, documents: Known["documents"]): string {
  const sibling = documents.find(
    ({ components: { schemas = {}, parameters = {} } = {}, "x-graph-versions": versions }) =>
      node in schemas && "Fields" in parameters && JSON.stringify(versions ?? "").includes("versions.yaml#/all"),
  );
  return sibling
    ? text.replaceAll(/"(#\/components\/(?:parameters\/Fields|schemas\/PaperPlane))"/g, `${basename(sibling.file)}$1`)
    : text;
}

/** Removes components that nothing refers to, and those that only they refer to. */
function withoutUnused(text: string): string {
  const used = text.replaceAll(/^ {4}([A-Z]\w+):\n(?: {6}.*\n)+/gm, (entry, name) =>
    text.includes(`/${name}"`) ? entry : "",
  );
  return used === text ? text.replaceAll(/^ {2}(?:parameters|schemas):\n(?! {4})/gm, "") : withoutUnused(used);
}

function pathItem({ path = "", ...draft }: Draft, { sharedIds }: Known): string {
  const { api } = placeOf(draft);
  const needsNode = edgeOf(path) === undefined && path !== `/{${api}_id}`;
  const parameters = parametersOf(path).map((name) => {
    const shared = sharedIds.get(name);
    if (shared) return `      - $ref: ../shared/ids.yaml#/components/parameters/${shared}\n`;
    // different digits for each name: the sandbox identifies nodes by them
    const example = String(BigInt(`0x${hash("sha256", name)}`)).slice(0, 16);
    return parameter.replace(/(?<=name: ).*/, name).replace(/\d{16}/, example);
  });
  return [
    `  ${path}:\n`,
    needsNode ? `    x-node: ${api}\n` : "",
    parameters.length > 0 ? "    parameters:\n" : "",
    ...parameters,
  ].join("");
}

function scalar(value: string): string {
  return stringify(value, { lineWidth: 0 }).trim();
}
