import { templateParameters } from "@openwaba/templates";
import { definitionFailure, invalidTemplate } from "./failures.ts";
import { partOf, type TemplateComponent } from "./template.ts";
import { hasNeighbours, hasParameterAtEdge, parameterProblem, wordsIn } from "./text-parameters.ts";

const longestHeader = 60;
const longestFooter = 60;
const markdown = /[\r\n]|\*[^*]+\*|(?<!\w)_[^_]+_(?!\w)|~[^~]+~|`/;

/** Checks the texts of a template, or of one of its cards. */
export function checkTexts(components: readonly TemplateComponent[], isNamed: boolean, longestBody: number): void {
  const header = partOf(components, "HEADER");
  if (header?.format === "TEXT") checkHeader(header, isNamed);
  const body = partOf(components, "BODY");
  if (body) checkBody(body, isNamed, longestBody);
  const footer = partOf(components, "FOOTER");
  if (footer) checkFooter(footer);
}

function checkHeader({ text = "", example }: TemplateComponent, isNamed: boolean): void {
  if (text.length > longestHeader) throw tooLong("header", text, longestHeader);
  const names = templateParameters(text);
  const problem = parameterProblem(text, isNamed);
  if (problem !== undefined) throw definitionFailure(2388047, `header: ${problem}`);
  if (names.length > 1) throw definitionFailure(2388047, "header: it may have one parameter, not more");
  if (markdown.test(text.replaceAll(/\{\{[^{}]*\}\}/g, "x")))
    throw definitionFailure(2388047, "header: it must not have line breaks or formatting such as *bold*");
  const samples = isNamed ? example?.header_text_named_params?.map(nameOf) : example?.header_text;
  checkSamples("header", names, samples, isNamed);
}

function checkBody({ text, example }: TemplateComponent, isNamed: boolean, longest: number): void {
  if (text === undefined) throw invalidTemplate("body: it needs a text");
  if (text.length > longest) throw tooLong("body", text, longest);
  const names = templateParameters(text);
  const problem = parameterProblem(text, isNamed);
  if (problem !== undefined) throw definitionFailure(2388072, `body: ${problem}`);
  if (hasParameterAtEdge(text))
    throw definitionFailure(2388299, "body: write text before the first parameter and after the last one");
  if (hasNeighbours(text)) throw definitionFailure(2388072, "body: write text between its parameters");
  const words = wordsIn(text);
  if (words < names.length)
    throw definitionFailure(2388293, `body: it has ${words} words beside its ${names.length} parameters`);
  const samples = isNamed ? example?.body_text_named_params?.map(nameOf) : example?.body_text?.[0];
  checkSamples("body", names, samples, isNamed);
}

function checkFooter({ text = "" }: TemplateComponent): void {
  if (text.length > longestFooter) throw tooLong("footer", text, longestFooter);
  if (/\{\{|\}\}/.test(text)) throw definitionFailure(2388073, "footer: it must not have parameters");
  if (/[\r\n]/.test(text)) throw definitionFailure(2388073, "footer: it must not have line breaks");
}

function checkSamples(
  where: string,
  names: readonly string[],
  samples: readonly string[] | undefined,
  isNamed: boolean,
): void {
  if (names.length === 0) return;
  if (!samples) {
    const property = isNamed ? `${where}_text_named_params` : `${where}_text`;
    throw invalidTemplate(`${where}: its parameters need samples in example.${property}`);
  }
  if (samples.length !== names.length)
    throw invalidTemplate(`${where}: it has ${samples.length} samples for ${names.length} parameters`);
  const missing = isNamed ? names.find((name) => !samples.includes(name)) : undefined;
  if (missing !== undefined) throw invalidTemplate(`${where}: there is no sample for {{${missing}}}`);
}

function nameOf({ param_name }: { readonly param_name: string }): string {
  return param_name;
}

function tooLong(where: string, text: string, longest: number): Error {
  return definitionFailure(2388040, `${where}: it has ${text.length} characters, at most ${longest} are allowed`);
}
