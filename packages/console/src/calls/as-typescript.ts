import type { OperationDetails, RecordedCall } from "@openwaba/sandbox";
import { isFields, isFile, pathParameters, readText, withoutCredentials } from "./sent-values.ts";
import { code, isCode, writeLiteral } from "./write-literal.ts";

/** Where the sandbox is. */
export interface Addresses {
  readonly url: string;
  readonly mediaUrl: string;
}

/**
 * A call as a program that makes it with our packages, undefined if no function makes it. The token is in a variable of
 * the environment, and files are read from the working directory.
 */
export function asTypeScript(
  call: RecordedCall,
  operation: OperationDetails,
  { url, mediaUrl }: Addresses,
): string | undefined {
  const { domain } = operation;
  const name = functionFor(operation, call.body);
  const isDownload = operation.operationId === "downloadMedia";
  const input = isDownload ? { url: `${mediaUrl}${call.path}${queryOf(call)}` } : inputOf(call, operation, name);
  if (domain === undefined || name === undefined || input === undefined) return undefined;
  const factory = `create${domain.replaceAll(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase())}Client`;
  const options = {
    auth: code('process.env.WHATSAPP_ACCESS_TOKEN ?? ""'),
    baseUrl: url,
    ...(isDownload && { mediaOrigins: [mediaUrl] }),
    ...(call.version !== undefined && { version: call.version }),
  };
  const hasFiles = Object.values(input).flat().some(isCode);
  const start = call.method === "GET" ? `console.log(await ${name}(client` : `await ${name}(client`;
  const given = Object.keys(input).length > 0 ? `, ${writeLiteral(input, "", start.length + 4)}` : "";
  return [
    ...(hasFiles ? ['import { readFile } from "node:fs/promises";'] : []),
    `import { ${factory}, ${name} } from "@openwaba/${domain}";`,
    "",
    `const client = ${factory}(${writeLiteral(options, "", 40)});`,
    "",
    `${start}${given})${call.method === "GET" ? ")" : ""};`,
    "",
  ].join("\n");
}

/** The function that takes the body and wants most of it, else the first one. */
function functionFor({ functions }: OperationDetails, body: unknown): string | undefined {
  const sent = isFields(body) ? body : {};
  const fitting = functions.filter(
    ({ required, constants }) =>
      required.every((name) => name in sent) &&
      Object.entries(constants).every(([name, value]) => !(name in sent) || sent[name] === value),
  );
  const [best] = fitting.toSorted((one, other) => other.required.length - one.required.length);
  return (best ?? functions[0])?.name;
}

/** The one object that functions take, undefined if the call cannot be written so. */
function inputOf(
  { path, query, body = {} }: RecordedCall,
  operation: OperationDetails,
  name: string | undefined,
): Record<string, unknown> | undefined {
  const ids = pathParameters(operation.path, path);
  if (ids === undefined || !isFields(body)) return undefined;
  const constants = operation.functions.find((other) => other.name === name)?.constants ?? {};
  const read = (values: Readonly<Record<string, unknown>>) =>
    Object.entries(withoutCredentials(values, operation.credentials)).map(([own, value]): [string, unknown] => [
      own,
      withFiles(readText(value, operation.texts[own])),
    ]);
  const sent = read(body);
  if (operation.hasWholeBody) {
    const whole = sent.length > 0 ? { body: Object.fromEntries(sent) } : {};
    return { ...ids, ...Object.fromEntries(read(query)), ...whole };
  }
  const given = [...read(query), ...sent].filter(([own, value]) => constants[own] !== value);
  return { ...ids, ...Object.fromEntries(given) };
}

function withFiles(value: unknown): unknown {
  if (Array.isArray(value) && value.some(isFile)) return value.map(withFiles);
  if (!isFile(value)) return value;
  const name = JSON.stringify(value.name);
  return code(`new File([await readFile(${name})], ${name}, { type: ${JSON.stringify(value.type)} })`);
}

function queryOf({ query }: RecordedCall): string {
  const text = new URLSearchParams(withoutCredentials(query)).toString();
  return text === "" ? "" : `?${text}`;
}
