import type { SendableTemplate } from "@openwaba/templates";
import { componentsCode } from "./components-code.ts";
import { docstring } from "./docstring.ts";
import { inputType } from "./input-type.ts";
import { capitalize, functionName, quote } from "./names.ts";
import { isAlike, type Shape, shapeOf } from "./shape.ts";

export interface ModuleOptions {
  /** Package that sends: `openwaba` for those who have installed that one. @default "@openwaba/messages" */
  readonly from?: "@openwaba/messages" | "openwaba";
}

/** What a module begins with. */
export const moduleHead = "// Written by `openwaba templates pull`";

/** Languages of a template that are sent in the same way. */
interface Group {
  readonly languages: readonly string[];
  readonly shape: Shape;
}

const gone = new Set(["ARCHIVED", "DELETED", "PENDING_DELETION"]);

/**
 * Writes the text of a TypeScript module with a function for each template, which takes exactly its parameters and sends
 * it by `sendMessage`. The same templates make the same text, in whatever order they are listed.
 *
 * @example
 * const text = templatesModule(await listMessageTemplates(client, { fields }).toArray({ limit: 6000 }));
 */
export function templatesModule(templates: readonly SendableTemplate[], options: ModuleOptions = {}): string {
  const { from = "@openwaba/messages" } = options;
  const used = new Set<string>();
  const regions = byName(templates).map(([name, all]) => region(name, all, functionName(name, used)));
  const body = regions.join("\n");
  const imports =
    from === "openwaba"
      ? ['import { type messages, sendTemplate } from "openwaba";']
      : [`import type * as messages from "${from}";`, `import { sendTemplate } from "${from}";`];
  return [
    `${moduleHead} from the templates of an account. Do not edit.`,
    "",
    ...imports,
    "",
    body,
    ...(regions.length === 0 ? ["export {};\n"] : []),
    ...(body.includes("text(") ? [textHelper] : []),
    ...(body.includes("present<") ? [presentHelper] : []),
  ]
    .join("\n")
    .replace(/\n+$/, "\n");
}

/** Templates that can be sent, or could be, by name and language. */
function byName(templates: readonly SendableTemplate[]): [string, SendableTemplate[]][] {
  const names = new Map<string, Map<string, SendableTemplate>>();
  for (const template of templates) {
    const { name, language, status } = template;
    if (name === undefined || language === undefined || gone.has(status ?? "")) continue;
    names.set(name, (names.get(name) ?? new Map<string, SendableTemplate>()).set(language, template));
  }
  return [...names]
    .toSorted(([one], [other]) => compare(one, other))
    .map(([name, languages]) => [
      name,
      [...languages].toSorted(([one], [other]) => compare(one, other)).map(([, template]) => template),
    ]);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function region(name: string, templates: readonly SendableTemplate[], fn: string): string {
  const groups = groupsOf(templates);
  const type = `${capitalize(fn)}Input`;
  const isOne = templates.length === 1;
  const language = isOne ? quote(templates[0]?.language ?? "") : "input.language";
  const parts = `${fn}Components`;
  const [first] = groups;
  const single = groups.length === 1 && first ? componentsCode(first.shape, "    ") : undefined;
  return [
    `// #region ${quote(name)}`,
    `export type ${type} = ${groups.map((group) => typeOf(group, isOne)).join(" | ")};`,
    "",
    docstring(templates),
    `export async function ${fn}<Bound extends string = never>(`,
    "  client: messages.TemplateSender<Bound>,",
    `  target: messages.TemplateTarget<Bound> & ${type},`,
    "  options?: messages.SendTemplateOptions,",
    "): Promise<messages.SentMessage> {",
    ...(isOne && single?.includes("input.") === false ? [] : [`  const input: ${type} = target;`]),
    "  const template = {",
    `    name: ${quote(name)},`,
    `    language: { code: ${language} },`,
    ...(single === "[\n    ]"
      ? []
      : [
          `    components: ${single === undefined ? `${parts}(input)` : `present<messages.TemplateComponent>(${single})`},`,
        ]),
    "  };",
    "  return sendTemplate(client, target, template, options);",
    "}",
    ...(single === undefined ? ["", choice(parts, type, groups)] : []),
    "// #endregion",
    "",
  ].join("\n");
}

function typeOf({ languages, shape }: Group, isOne: boolean): string {
  const input = inputType(shape, "");
  if (isOne) return input;
  const which = languages.map(quote).join(" | ");
  return input === "{}" ? `{\n  language: ${which};\n}` : `{\n  language: ${which};\n${input.slice(2)}`;
}

/** A function that writes the components in the language that was chosen. */
function choice(name: string, type: string, groups: readonly Group[]): string {
  const cases = groups.flatMap(({ languages, shape }) => [
    ...languages.map((language) => `    case ${quote(language)}:`),
    `      return present<messages.TemplateComponent>(${componentsCode(shape, "      ")});`,
  ]);
  return [
    `function ${name}(input: ${type}): messages.TemplateComponent[] {`,
    "  switch (input.language) {",
    ...cases,
    "  }",
    "}",
  ].join("\n");
}

/** Languages that are alike, in the words of English if there is some. */
function groupsOf(templates: readonly SendableTemplate[]): Group[] {
  const groups: { languages: string[]; shape: Shape }[] = [];
  const ordered = templates.toSorted((one, other) => Number(isEnglish(other)) - Number(isEnglish(one)));
  for (const template of ordered) {
    const shape = shapeOf(template);
    const group = groups.find((one) => isAlike(one.shape, shape));
    if (group) group.languages.push(template.language ?? "");
    else groups.push({ languages: [template.language ?? ""], shape });
  }
  return groups;
}

function isEnglish({ language = "" }: SendableTemplate): boolean {
  return /^en(_|$)/.test(language);
}

const textHelper = `/** A value for a parameter. The platform rejects line breaks, tabs, five spaces in a row and empty texts. */
function text(value: string, place: string, longest = Infinity, parameter_name?: string): messages.TemplateText {
  const problem =
    typeof value !== "string" || value.trim() === ""
      ? "it is empty"
      : /[\\r\\n\\t]| {5}/.test(value)
        ? "it has line breaks, tabs or more than four spaces in a row"
        : value.length > longest
          ? \`it has more than \${longest} characters\`
          : undefined;
  if (problem !== undefined) throw new TypeError(\`Cannot send the template: \${place}: \${problem}\`);
  return { type: "text", text: value, ...(parameter_name !== undefined && { parameter_name }) };
}
`;

const presentHelper = `/** What is given; buttons may go without a value. */
function present<Part>(parts: readonly (Part | undefined)[]): Part[] {
  return parts.filter((part): part is Part => part !== undefined);
}
`;
