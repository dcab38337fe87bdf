import type { Findings } from "../findings.ts";
import type { JsonObject } from "../read/json.ts";
import { objectsIn } from "../read/json.ts";
import { branchesOf, type Component, type Flow, type Screen } from "../read/read-flow.ts";
import { definitionOf } from "../schema/definitions.ts";
import { isSince } from "../schema/versions.ts";
import type { Rule } from "./rule.ts";

const placement = "INVALID_COMPONENT_PLACEMENT";
const mostComponents = 50;
const deepestIf = 3;

/** How many components there may be, and beside which others. */
export const checkPlacement: Rule = (flow, findings) => {
  const ofFlow = new Map<string, number>();
  for (const screen of flow.screens) {
    const counts = countIn(topOf(screen));
    checkCounts(flow, screen, counts, findings);
    for (const [type, count] of counts) ofFlow.set(type, (ofFlow.get(type) ?? 0) + count);
    checkAlone(flow, screen, findings);
    checkFooters(screen, findings);
    for (const component of screen.components) checkNesting(component, findings);
  }
  for (const [type, count] of ofFlow) {
    const { maxPerFlow = Infinity } = definitionOf(type) ?? {};
    if (count > maxPerFlow)
      findings.add(
        "COMPONENT_TYPE_MAX_NUMBER_PER_SCREEN",
        ["screens"],
        `A flow may have ${maxPerFlow} ${type}s, not ${count}`,
      );
  }
};

function topOf({ components }: Screen): Component[] {
  return components.filter(({ within }) => within.length === 0);
}

/** Components by type; of the branches of an If or Switch only one is shown. */
function countIn(components: readonly { type: string; value: JsonObject }[]): Map<string, number> {
  const counts = new Map<string, number>();
  const visit = (type: string, value: JsonObject): Map<string, number> => {
    const branches = branchesOf({ type, value, name: undefined, path: [], schema: {}, within: [] });
    const inner = branches.map(({ components: items }) => countItems(items));
    const most = new Map<string, number>([[type, 1]]);
    for (const branch of inner)
      for (const [name, count] of branch) most.set(name, Math.max(count, most.get(name) ?? 0));
    if (type === "Form")
      for (const [name, count] of countItems(objectsIn(value["children"]).map(([, item]) => item)))
        most.set(name, (most.get(name) ?? 0) + count);
    return most;
  };
  const countItems = (items: readonly JsonObject[]) =>
    countIn(items.flatMap((value) => (typeof value["type"] === "string" ? [{ type: value["type"], value }] : [])));
  for (const { type, value } of components)
    for (const [name, count] of visit(type, value)) counts.set(name, (counts.get(name) ?? 0) + count);
  return counts;
}

function checkCounts(flow: Flow, screen: Screen, counts: Map<string, number>, findings: Findings): void {
  const all = [...counts].reduce((sum, [type, count]) => (isContainer(type) ? sum : sum + count), 0);
  if (all > mostComponents)
    findings.add(
      "MAX_ALLOWED_COMPONENTS_PER_SCREEN",
      screen.path,
      `A screen may have ${mostComponents} components, not ${all}`,
    );
  for (const [type, count] of counts) {
    const { maxPerScreen = Infinity, maxError = "COMPONENT_TYPE_MAX_NUMBER_PER_SCREEN" } = definitionOf(type) ?? {};
    const isTold = type === "Footer" && footersIn(screen).inBranches.length > 0; // by checkFooters
    if (count > maxPerScreen && !isTold)
      findings.add(maxError, screen.path, `A screen may have ${maxPerScreen} ${type}, not ${count}`);
  }
  if (isSince(flow.version, "7.0") && (counts.get("Form") ?? 0) > 1)
    findings.add("COMPONENT_TYPE_MAX_NUMBER_PER_SCREEN", screen.path, "A screen may have one Form");
}

function isContainer(type: string): boolean {
  return type === "Form" || type === "If" || type === "Switch";
}

/** RichText and NavigationList stand alone, and photos do not stand beside documents. */
function checkAlone(flow: Flow, screen: Screen, findings: Findings): void {
  const of = (wanted: string) => screen.components.find(({ type }) => type === wanted);
  const richText = of("RichText");
  const beside = isSince(flow.version, "6.3") ? ["RichText", "Footer"] : ["RichText"];
  if (richText && screen.components.some(({ type }) => !beside.includes(type))) {
    const message = `Beside a RichText there must be nothing else${beside.length > 1 ? " but a Footer" : ""}`;
    findings.add("INVALID_RICHTEXT_PLACEMENT", richText.path, message);
  }
  const list = of("NavigationList");
  if (list && screen.components.some(({ type }) => type !== "NavigationList" && type !== "Form"))
    findings.add(placement, list.path, "Beside a NavigationList there must be nothing else");
  if (list && screen.isTerminal) findings.add(placement, list.path, "A terminal screen has no NavigationList");
  const documents = of("DocumentPicker");
  if (documents && of("PhotoPicker"))
    findings.add(placement, documents.path, "A screen has a PhotoPicker or a DocumentPicker, not both");
}

/** A Footer in one branch needs one in each of them, and none beside. */
function checkFooters(screen: Screen, findings: Findings): void {
  const { alone, inBranches } = footersIn(screen);
  if (alone && inBranches.length > 0)
    findings.add("MORE_THAN_ONE_FOOTER", alone.path, "Footers are in branches, or outside of them");
  for (const footer of inBranches) {
    const [choice, ...inner] = choicesAround(footer);
    if (!choice) continue;
    if (inner.length > 0) {
      findings.add(placement, footer.path, "A Footer must not be in an If or Switch within another one");
      continue;
    }
    const branches = branchesOf(choice);
    const isComplete = branches.every(({ components }) => components.some(({ type }) => type === "Footer"));
    if (isComplete && (choice.type === "Switch" || branches.length === 2)) continue;
    const code = choice.type === "If" ? "MISSING_FOOTER_IN_IF_ELSE_BRANCHES" : "MISSING_FOOTER_IN_SWITCH_BRANCHES";
    findings.add(code, choice.path, "With a Footer in one branch there must be one in each");
  }
}

function footersIn({ components }: Screen): { alone: Component | undefined; inBranches: Component[] } {
  const footers = components.filter(({ type }) => type === "Footer");
  return {
    alone: footers.find((footer) => choicesAround(footer).length === 0),
    inBranches: footers.filter((footer) => choicesAround(footer).length > 0),
  };
}

function choicesAround({ within }: Component): Component[] {
  return within.filter(({ type }) => type !== "Form");
}

function checkNesting(component: Component, findings: Findings): void {
  const { type, value, path, within } = component;
  if (type === "If" && within.filter((outer) => outer.type === "If").length >= deepestIf)
    findings.add("MAXIMUM_IF_NESTING", path, `At most ${deepestIf} Ifs may be within each other`);
  const { cases } = value;
  if (type === "Switch" && typeof cases === "object" && cases !== null && Object.keys(cases).length === 0)
    findings.add("EMPTY_SWITCH_CASES", [...path, "cases"], "A Switch must have at least one case");
}
