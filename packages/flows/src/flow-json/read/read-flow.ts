import { definitionOf } from "../schema/definitions.ts";
import type { Schema } from "../schema/schema.ts";
import { isArray, isObject, isString, type Json, type JsonObject, objectsIn, type Path } from "./json.ts";

/** A component, wherever on its screen. */
export interface Component {
  type: string;
  name: string | undefined;
  value: JsonObject;
  path: Path;
  schema: Schema;
  /** The form, If and Switch that it is in, the outermost first. */
  within: readonly Component[];
}

/** A screen, and all components on it, in the order of the text. */
export interface Screen {
  id: string;
  value: JsonObject;
  path: Path;
  /** Its data model. */
  data: JsonObject;
  isTerminal: boolean;
  components: readonly Component[];
}

/** A flow, as far as it has the form of one. */
export interface Flow {
  value: JsonObject;
  version: string;
  screens: readonly Screen[];
  /** By id; of several with one id the first. */
  byId: ReadonlyMap<string, Screen>;
  /** Whether it has an endpoint. */
  hasEndpoint: boolean;
}

const none: JsonObject = Object.create(null);
const most = { screens: 100, components: 500 } as const; // beyond, that there are too many is all that is told

export function readFlow(value: JsonObject, version: string): Flow {
  const screens = objectsIn(value["screens"])
    .slice(0, most.screens)
    .map(([index, screen]) => readScreen(screen, ["screens", index]));
  const byId = new Map(screens.toReversed().map((screen) => [screen.id, screen]));
  return { value, version, screens, byId, hasEndpoint: "data_api_version" in value };
}

function readScreen(value: JsonObject, path: Path): Screen {
  const { id, data, layout, terminal } = value;
  const components: Component[] = [];
  const children = isObject(layout) ? layout["children"] : undefined;
  collect(children, [...path, "layout", "children"], [], components);
  return {
    id: isString(id) ? id : "",
    value,
    path,
    data: isObject(data) ? data : none,
    isTerminal: terminal === true,
    components,
  };
}

function collect(children: Json | undefined, path: Path, within: readonly Component[], found: Component[]): void {
  for (const [index, value] of objectsIn(children)) {
    const { type, name } = value;
    const schema = isString(type) ? definitionOf(type) : undefined;
    if (!isString(type) || !schema || found.length >= most.components) continue;
    const component = { type, name: isString(name) ? name : undefined, value, path: [...path, index], schema, within };
    found.push(component);
    for (const [inner, at] of childrenOf(component)) collect(inner, at, [...within, component], found);
  }
}

/** The lists of components in a component. */
function childrenOf({ type, value, path }: Component): [children: Json | undefined, path: Path][] {
  if (type === "Form") return [[value["children"], [...path, "children"]]];
  if (type === "If") {
    return ["then", "else"].map((branch) => [value[branch], [...path, branch]]);
  }
  const { cases } = value;
  if (type !== "Switch" || !isObject(cases)) return [];
  return Object.entries(cases).map(([name, inner]) => [inner, [...path, "cases", name]]);
}

/** The lists of components that a component chooses between: the branches of an If or a Switch. */
export function branchesOf(component: Component): { path: Path; components: JsonObject[] }[] {
  if (component.type === "Form") return [];
  return childrenOf(component)
    .filter(([children]) => isArray(children))
    .map(([children, path]) => ({ path, components: objectsIn(children).map(([, item]) => item) }));
}

export function formOf({ within }: Component): Component | undefined {
  return within.find(({ type }) => type === "Form");
}

/** Whether the component is an input, whose value a form has. */
export function isInput({ schema }: Component): boolean {
  return schema.formValue !== undefined;
}
