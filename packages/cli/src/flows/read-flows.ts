import { readFile, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { Schemas } from "@openwaba/flows";
import { CliError, exitCodes, usageError } from "../cli-error.ts";
import { reasonOf } from "../settings.ts";
import type { Finding } from "../templates/desired/desired.ts";
import { readText } from "../templates/desired/read-text.ts";

/** A flow as it should be. */
export interface DesiredFlow {
  readonly name: string;
  /** File of its Flow JSON, relative to the working folder. */
  readonly file: string;
  /** The Flow JSON, as it is written. */
  readonly text: string;
  readonly categories?: readonly string[];
  readonly endpoint_uri?: string;
}

/** What options say about flows whose files alone are named. */
export interface FlowSettings {
  readonly category?: readonly string[];
  readonly endpoint?: string;
}

const categories = [
  "SIGN_UP",
  "SIGN_IN",
  "APPOINTMENT_BOOKING",
  "LEAD_GENERATION",
  "CONTACT_US",
  "CUSTOMER_SUPPORT",
  "SURVEY",
  "OTHER",
] as const satisfies readonly Schemas["FlowCategory"][];

const known = ["name", "json", "categories", "endpoint_uri"];
const most = 10 * 1024 * 1024; // bytes, as the platform takes

/**
 * The flows that files name: Flow JSON, or a list of flows in YAML, whose `json` are files beside it.
 *
 * @throws {CliError} if a file cannot be read, or is wrong
 */
export async function readFlows(
  paths: readonly string[],
  cwd: string,
  { category, endpoint }: FlowSettings,
): Promise<DesiredFlow[]> {
  const flows: DesiredFlow[] = [];
  for (const path of paths) {
    if (/\.ya?ml$/.test(path)) flows.push(...(await readList(path, cwd)));
    else
      flows.push({
        name: basename(path).replace(/(?:\.flow)?\.json$/, ""),
        file: path,
        text: await readJson(path, cwd),
        ...(category && { categories: category }),
        ...(endpoint !== undefined && { endpoint_uri: endpoint }),
      });
  }
  const twice = flows.find(({ name }, index) => flows.findIndex((flow) => flow.name === name) !== index);
  if (twice) throw usageError(`Cannot push the flow ${twice.name} twice: each name is one flow of an account`);
  for (const flow of flows) check(flow.file, flow);
  return flows;
}

async function readList(path: string, cwd: string): Promise<DesiredFlow[]> {
  const { documents, findings } = readText(await read(path, cwd), path);
  const [first] = findings;
  if (first) throw wrong(first);
  const { value, lineOf } = documents[0] ?? { value: undefined, lineOf: () => 1 };
  const list = Array.isArray(value) ? value : (value as { flows?: unknown } | undefined)?.flows;
  if (!Array.isArray(list)) throw wrong({ file: path, line: 1, message: "it has no list of flows" });
  const place = Array.isArray(value) ? [] : ["flows"];
  return Promise.all(
    list.map(async (flow: unknown, index) => {
      const line = (...more: string[]) => lineOf([...place, String(index), ...more]);
      const fail = (message: string, ...more: string[]) => wrong({ file: path, line: line(...more), message });
      if (typeof flow !== "object" || flow === null) throw fail("a flow has a name, and the file of its json");
      const { name, json, ...settings } = flow as Record<string, unknown>;
      const strange = Object.keys(flow).find((key) => !known.includes(key));
      if (strange !== undefined) throw fail(`${strange} is unknown: a flow has ${known.join(", ")}`, strange);
      if (typeof name !== "string" || name === "") throw fail("name is missing", "name");
      if (typeof json !== "string" || json === "") throw fail("json is missing: the file of the Flow JSON", "json");
      const file = relative(cwd, resolve(cwd, dirname(path), json));
      const problem = problemOf(settings);
      if (problem) throw fail(problem.message, problem.name);
      return { name, file, text: await readJson(file, cwd), ...(settings as Partial<DesiredFlow>) };
    }),
  );
}

function check(file: string, settings: Partial<DesiredFlow>): void {
  const problem = problemOf({ ...settings });
  if (problem) throw usageError(`Cannot push ${file}: ${problem.message}`);
}

function problemOf(settings: Record<string, unknown>): { name: string; message: string } | undefined {
  const { categories: given, endpoint_uri } = settings;
  if (given !== undefined && !(Array.isArray(given) && given.length > 0 && given.every(isCategory)))
    return { name: "categories", message: `categories are of ${categories.join(", ")}` };
  if (endpoint_uri !== undefined && !(typeof endpoint_uri === "string" && URL.canParse(endpoint_uri)))
    return { name: "endpoint_uri", message: "endpoint_uri is not a URL" };
  return undefined;
}

function isCategory(name: unknown): boolean {
  return categories.some((category) => category === name);
}

async function readJson(path: string, cwd: string): Promise<string> {
  const text = await read(path, cwd);
  try {
    JSON.parse(text);
  } catch (error) {
    throw new CliError(`Cannot push ${path}: it is not JSON: ${(error as Error).message}`);
  }
  return text;
}

async function read(path: string, cwd: string): Promise<string> {
  const file = join(resolve(cwd, path));
  try {
    if ((await stat(file)).size > most) throw new Error("it is longer than the 10 MB that the platform takes");
    return await readFile(file, "utf8");
  } catch (error) {
    throw new CliError(`Cannot read ${path}: ${reasonOf(error)}`, { exitCode: exitCodes.usage });
  }
}

function wrong({ file, line, message }: Finding): CliError {
  return new CliError(`Cannot read ${line === undefined ? file : `${file}:${line}`}: ${message}`);
}
