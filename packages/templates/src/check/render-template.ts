import { type SentTemplate, type SentTemplateMessage, templateOf } from "./check-template-send.ts";
import type { SendableTemplate } from "./definition.ts";
import { listAt, own, textAt } from "./read.ts";
import { textOf } from "./sent-parts.ts";
import { fillIn, templateParameters } from "./template-text.ts";

/**
 * Writes the text that a customer reads: header, body and footer in lines of their own, with the values of a message
 * put in, or the samples of the template without a message. Parameters without a value stay as they are.
 *
 * @example
 * renderTemplate(template, message); // "Hello Ada, your table is ready: number 7."
 */
export function renderTemplate<Message extends SentTemplate | SentTemplateMessage>(
  template: Pick<SendableTemplate, "components">,
  message?: Message,
): string {
  const sent = message && listAt(templateOf(message), "components");
  const components = listAt(template, "components");
  const lines = ["header", "body", "footer"].flatMap((type) => {
    const part = partOf(components, type);
    const text = textAt(part, "text");
    if (text === undefined) return [];
    const values = sent ? valuesOf(text, listAt(partOf(sent, type), "parameters")) : samplesOf(text, part);
    return [fillIn(text, values)];
  });
  return lines.join("\n");
}

function valuesOf(text: string, parameters: readonly unknown[]): Map<string, string> {
  const names = templateParameters(text);
  return new Map(
    parameters.map((parameter, index) => [
      textAt(parameter, "parameter_name") ?? names[index] ?? "",
      textOf(parameter) ?? "",
    ]),
  );
}

function samplesOf(text: string, part: unknown): Map<string, string> {
  const example = own(part, "example");
  const type = textAt(part, "type")?.toLowerCase();
  const named = listAt(example, `${type}_text_named_params`);
  const [first] = listAt(example, "body_text");
  const samples = type === "header" ? listAt(example, "header_text") : Array.isArray(first) ? first : [first];
  const positional = templateParameters(text).map((name, index): [string, string] => [name, String(samples[index])]);
  const found = named.map((one): [string, string] => [textAt(one, "param_name") ?? "", textAt(one, "example") ?? ""]);
  return new Map(named.length > 0 ? found : samples[0] === undefined ? [] : positional);
}

function partOf(components: readonly unknown[], type: string): unknown {
  return components.find((component) => textAt(component, "type")?.toLowerCase() === type);
}
