import type { Template, TemplateComponent } from "@openwaba/messages";
import { usageError } from "../cli-error.ts";
import type { Source } from "./media-source.ts";

/** Values for the variables of a template, as options give them. */
export interface TemplateWords {
  readonly language: string;
  readonly param?: readonly string[];
  readonly headerText?: string;
  readonly urlButton?: readonly string[];
  readonly payload?: readonly string[];
  readonly copyCode?: string;
}

/**
 * A template with its values. `Amara` is the value of the next `{{1}}`, `first_name=Amara` that of `{{first_name}}`.
 *
 * @throws {CliError} if values with and without a name are mixed, or a button has no place
 */
export function templateMessage(name: string, words: TemplateWords, header: Source | undefined): Template {
  const components = [...headerOf(words.headerText, header), ...bodyOf(words.param ?? []), ...buttonsOf(words)];
  return {
    name,
    language: { code: words.language },
    ...(components.length > 0 && { components }),
  };
}

function headerOf(text: string | undefined, source: Source | undefined): TemplateComponent[] {
  if (text !== undefined && source !== undefined)
    throw usageError("Cannot fill in the header twice: give --header-text or --header-media");
  if (text !== undefined) return [{ type: "header", parameters: [parameter(text)] }];
  if (source === undefined) return [];
  const { kind, media, filename } = source;
  if (kind === "image") return [{ type: "header", parameters: [{ type: "image", image: media }] }];
  if (kind === "video") return [{ type: "header", parameters: [{ type: "video", video: media }] }];
  if (kind !== "document")
    throw usageError(`Cannot put ${kind === "audio" ? "audio" : "a sticker"} into the header of a template`);
  const document = { ...media, ...(filename !== "" && { filename }) };
  return [{ type: "header", parameters: [{ type: "document", document }] }];
}

function bodyOf(values: readonly string[]): TemplateComponent[] {
  if (values.length === 0) return [];
  const parameters = values.map(parameter);
  const named = parameters.filter((each) => "parameter_name" in each).length;
  if (named > 0 && named < parameters.length)
    throw usageError(
      "Cannot mix values with and without names: a template has either",
      "A value that has a = itself goes behind one: --param =a=b",
    );
  return [{ type: "body", parameters }];
}

/** `first_name=Amara` has a name, `=a=b` has none. */
function parameter(value: string): { type: "text"; text: string; parameter_name?: string } {
  const [, name = "", text = value] = /^([a-z0-9_]*)=(.*)$/s.exec(value) ?? [];
  return { type: "text", ...(name !== "" && { parameter_name: name }), text };
}

function buttonsOf({ urlButton = [], payload = [], copyCode }: TemplateWords): TemplateComponent[] {
  return [
    ...urlButton.map((word): TemplateComponent => {
      const [index, text] = placed("--url-button", word);
      return { type: "button", sub_type: "url", index, parameters: [{ type: "text", text }] };
    }),
    ...payload.map((word): TemplateComponent => {
      const [index, text] = placed("--payload", word);
      return { type: "button", sub_type: "quick_reply", index, parameters: [{ type: "payload", payload: text }] };
    }),
    ...(copyCode === undefined
      ? []
      : [
          {
            type: "button",
            sub_type: "copy_code",
            index: "0",
            parameters: [{ type: "coupon_code", coupon_code: copyCode }],
          } satisfies TemplateComponent,
        ]),
  ];
}

/** `0=HC-20931`: the place of a button, counted from 0, and its value. */
function placed(option: string, word: string): [index: string, text: string] {
  const [, index, text] = /^(\d)=(.*)$/s.exec(word) ?? [];
  if (index === undefined || text === undefined)
    throw usageError(`Cannot read ${option}: write the place of the button, from 0, and its value, such as 0=HC-20931`);
  return [index, text];
}
