import { parameterExample } from "../../specs/documented-calls.ts";
import { type OpenApiDocument, type Operation, type Parameter, resolve, type Schema } from "../../specs/openapi.ts";

/** Code in an example, written as it is. */
export class Code {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** The input that shows a function: its ids, what is required, and an example of its body, by default the first one. */
export function exampleOf(
  document: OpenApiDocument,
  { requestBody }: Operation,
  parameters: Parameter[],
  wanted: { example: string | undefined; isBodyNamed: boolean },
): object {
  const given = parameters
    .filter(({ required }) => required)
    .map((parameter) => [parameter.name, parameterExample(parameter) ?? "…"] as const);
  const { "application/json": json, ...forms } = requestBody?.content ?? {};
  const media = json ?? Object.values(forms)[0];
  const examples = media?.examples ?? {};
  const value = (wanted.example === undefined ? Object.values(examples)[0] : examples[wanted.example])?.value;
  const body = typeof value === "object" && value !== null ? value : {};
  const properties = (media?.schema && resolve(document, media.schema).properties) ?? {};
  const sent = Object.entries(body).map(([name, part]): [string, unknown] => [
    name,
    properties[name] ? withFiles(document, properties[name], part) : part,
  ]);
  const whole = Object.fromEntries(sent);
  return { ...Object.fromEntries(given), ...(wanted.isBodyNamed && sent.length > 0 ? { body: whole } : whole) };
}

/** The value of a property, with code in place of the text that stands for a file. */
function withFiles(document: OpenApiDocument, property: Schema, value: unknown): unknown {
  const { format, items } = resolve(document, property);
  if (format === "binary") return new Code(`new Blob([${JSON.stringify(value)}])`);
  return items && Array.isArray(value) ? value.map((item) => withFiles(document, items, item)) : value;
}
