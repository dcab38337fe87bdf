import { templateParameters } from "@openwaba/templates";
import { jsonOrText } from "../../server/json.ts";
import type { CheckedRequest } from "../../server/validate.ts";
import type { Data, World } from "../../world/world.ts";
import { invalidTemplate } from "./failures.ts";
import type { TemplateButton, TemplateCategory, TemplateComponent } from "./template.ts";

export const libraryKind = "library_template";

/** A template of the library by its name, in this language if it has it. */
export function findLibraryTemplate(world: World, name: unknown, language: string): Data | undefined {
  if (name === undefined) return undefined;
  const named = world.all(libraryKind).filter(({ data }) => data["name"] === name);
  const found = named.find(({ data }) => data["language"] === language) ?? named[0];
  if (!found) throw invalidTemplate(`library_template_name: the library has no template called ${String(name)}`);
  return found.data;
}

/** Whether a template of the library fits the filters of a list. */
export function isWantedFromLibrary(data: Data, { query }: CheckedRequest): boolean {
  const { search, industry, ...others } = query;
  const text = [data["name"], data["header"], data["body"], data["footer"]].join("\n").toLowerCase();
  if (search !== undefined && !text.includes(String(search).toLowerCase())) return false;
  const industries = Array.isArray(data["industry"]) ? data["industry"] : [];
  if (industry !== undefined && !industries.includes(industry)) return false;
  return ["category", "language", "name", "topic", "usecase"].every(
    (name) => others[name] === undefined || others[name] === data[name],
  );
}

/** The parts of a template that is made of one of the library. */
export function partsFromLibrary(library: Data, category: TemplateCategory, body: Data): TemplateComponent[] {
  const { header, body: text, footer, body_params: samples, buttons } = library;
  if (library["category"] !== category)
    throw invalidTemplate(`category must be ${String(library["category"])}, as in the library, not ${category}`);
  const given = body["library_template_button_inputs"];
  const inputs = (typeof given === "string" ? jsonOrText(given) : given) ?? [];
  if (!Array.isArray(inputs)) throw invalidTemplate("library_template_button_inputs must be a list");
  const list = Array.isArray(buttons) ? (buttons as TemplateButton[]) : [];
  return [
    ...(header === undefined ? [] : [{ type: "HEADER", format: "TEXT", text: String(header) }]),
    {
      type: "BODY",
      text: String(text),
      ...(templateParameters(String(text)).length > 0 && { example: { body_text: [samples as string[]] } }),
    },
    ...(footer === undefined ? [] : [{ type: "FOOTER", text: String(footer) }]),
    ...(list.length === 0 ? [] : [{ type: "BUTTONS", buttons: buttonsFrom(list, inputs as ButtonInput[]) }]),
  ];
}

/** JSON text is not checked against the document, so it may hold anything. */
interface ButtonInput {
  readonly type?: unknown;
  readonly phone_number?: unknown;
  readonly url?: { readonly base_url?: unknown; readonly url_suffix_example?: unknown };
}

/** Buttons with what they lead to: inputs stand in the order of the buttons of their kind. */
function buttonsFrom(buttons: readonly TemplateButton[], inputs: readonly ButtonInput[]): TemplateButton[] {
  const left = [...inputs];
  return buttons.map((button) => {
    const place = left.findIndex((input) => String(input?.type).toUpperCase() === button.type);
    const [input] = place === -1 ? [] : left.splice(place, 1);
    if (button.type === "URL") return { ...button, ...addressFrom(input, button) };
    if (button.type !== "PHONE_NUMBER") return button;
    if (typeof input?.phone_number !== "string") throw missingInput(button);
    return { ...button, phone_number: input.phone_number };
  });
}

function addressFrom(input: ButtonInput | undefined, button: TemplateButton): Pick<TemplateButton, "example" | "url"> {
  const { base_url: url, url_suffix_example: sample } = input?.url ?? {};
  if (typeof url !== "string") throw missingInput(button);
  if (templateParameters(url).length === 0) return { url };
  if (typeof sample !== "string")
    throw invalidTemplate(`library_template_button_inputs: ${url} needs url_suffix_example`);
  return { url, example: [sample] };
}

function missingInput({ type, text }: TemplateButton): Error {
  return invalidTemplate(`library_template_button_inputs: the button ${text} needs an input of the type ${type}`);
}
