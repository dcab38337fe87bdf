import { evaluate, isTrue, resolve, type Scope, textOf, type Values } from "./expression.ts";
import { componentsIn, listIn, type RawComponent, type Screen, valuesIn } from "./flow-json.ts";

/** A component that is on the screen, with everything put in that it refers to. */
export interface Shown {
  readonly key: string;
  readonly type: string;
  readonly props: Values;
  /** Name of the answer, if it is a field. */
  readonly name: string | undefined;
}

/** The components that a customer fills in. */
export const fieldTypes = new Set([
  "TextInput",
  "TextArea",
  "CheckboxGroup",
  "RadioButtonsGroup",
  "Dropdown",
  "ChipsSelector",
  "DatePicker",
  "CalendarPicker",
  "OptIn",
  "PhotoPicker",
  "DocumentPicker",
]);

const otherTypes = new Set([
  "TextHeading",
  "TextSubheading",
  "TextBody",
  "TextCaption",
  "RichText",
  "EmbeddedLink",
  "Image",
  "ImageCarousel",
  "NavigationList",
  "Footer",
]);

const deepest = 20; // components within each other, which only a broken flow has

interface ShownScreen {
  readonly components: readonly Shown[];
  /** What is wrong with the flow. */
  readonly problems: readonly string[];
}

/** What a screen shows: conditions are decided, and forms are opened up. */
export function shownComponents({ children }: Pick<Screen, "children">, scope: Scope): ShownScreen {
  const problems = new Set<string>();
  const onProblem = (text: string) => problems.add(text);
  const components: Shown[] = [];

  function show(list: readonly RawComponent[], path: string, form: Values): void {
    if (path.split(".").length > deepest) {
      onProblem("Components are nested too deeply: the rest is not shown");
      return;
    }
    for (const [place, component] of list.entries()) {
      const key = `${path}.${place}`;
      const { type } = component;
      if (type === "Form") show(componentsIn(component["children"]), key, component);
      else if (type === "If")
        show(componentsIn(component[isMet(component, scope, onProblem) ? "then" : "else"]), key, form);
      else if (type === "Switch") show(componentsIn(caseOf(component, scope, onProblem)), key, form);
      else if (fieldTypes.has(type) || otherTypes.has(type)) add(component, key, form);
      else onProblem(`The component ${type} does not exist`);
    }
  }

  function add(component: RawComponent, key: string, form: Values): void {
    const props = valuesIn(resolve(component, scope, onProblem));
    if (component["visible"] !== undefined && !isTrue(props["visible"])) return;
    const { type } = component;
    const name = fieldTypes.has(type) && typeof component["name"] === "string" ? component["name"] : undefined;
    if (fieldTypes.has(type) && name === undefined) onProblem(`A ${type} has no name: its answer is lost`);
    const errors = valuesIn(resolve(form["error-messages"], scope, onProblem));
    const error = name === undefined ? undefined : errors[name];
    components.push({ key, type, name, props: { ...props, ...(error !== undefined && { "error-message": error }) } });
  }

  show(children, "", {});
  return { components, problems: [...problems] };
}

/** What fields are filled with when a screen opens, also those that a condition hides. */
export function initialForm({ children }: Pick<Screen, "children">, scope: Scope): Values {
  const found: Record<string, unknown> = {};

  function look(list: readonly RawComponent[], form: Values, depth: number): void {
    if (depth > deepest) return;
    for (const component of list) {
      const { type, name } = component;
      const inner = [component["children"], component["then"], component["else"]];
      inner.push(...Object.values(valuesIn(component["cases"])));
      for (const part of inner) look(componentsIn(part), type === "Form" ? component : form, depth + 1);
      if (!fieldTypes.has(type) || typeof name !== "string") continue;
      const values = valuesIn(resolve(form["init-values"], scope));
      const value = resolve(component["init-value"], scope) ?? values[name];
      if (value !== undefined) found[name] = value;
    }
  }

  look(children, {}, 0);
  return found;
}

function isMet({ condition }: RawComponent, scope: Scope, onProblem: (text: string) => void): boolean {
  if (typeof condition !== "string") return condition === true;
  const text = condition.replace(/^`([^]*)`$/, "$1");
  try {
    return isTrue(evaluate(text, scope));
  } catch (error) {
    onProblem(`Cannot read the condition ${condition}: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

function caseOf({ value, cases }: RawComponent, scope: Scope, onProblem: (text: string) => void): unknown {
  const chosen = textOf(resolve(value, scope, onProblem));
  const known = valuesIn(cases);
  return Object.hasOwn(known, chosen) ? known[chosen] : known["default"];
}

/** Something to choose. */
export interface Option {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly metadata: string;
  readonly isEnabled: boolean;
  /** In base64. */
  readonly image: string;
  readonly color: string;
  readonly props: Values;
}

/** What a group, a list or a selector offers. */
export function optionsOf(source: unknown): Option[] {
  return listIn(source).map((item) => {
    const props = valuesIn(item);
    return {
      id: textOf(props["id"]),
      title: textOf(props["title"]),
      description: textOf(props["description"]),
      metadata: textOf(props["metadata"]),
      isEnabled: props["enabled"] !== false,
      image: textOf(props["image"]),
      color: textOf(props["color"]),
      props,
    };
  });
}
