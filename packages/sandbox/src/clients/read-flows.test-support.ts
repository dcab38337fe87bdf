import { readdirSync, readFileSync } from "node:fs";

/** A file of a form, as the part that holds it says. */
interface FormFile {
  readonly file: string;
  readonly type: string;
  /** What is in it, if that matters. */
  readonly text?: string;
}

type Method = "GET" | "POST" | "DELETE";

/**
 * A request of a client, a line of its file. The path is the value of its method. `{{flow > id}}` is what the response in
 * that flow had there, `{{code of flow > id}}` the code that was sent to that number, `{{message}}` a message of the
 * customer, `{{webhook}}` the URL of a webhook.
 */
export interface FlowRequest extends Partial<Readonly<Record<Method, string>>> {
  /** What the client was asked to do. In brackets: what the others need, and no client does, such as a review. */
  readonly flow: string;
  /** @default "header" */
  readonly token?: "query" | "header and query";
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string | FormFile>>;
  /** Content type of a request that has no body. */
  readonly type?: string;
  /** Code of the error, and why it is right. */
  readonly refused?: readonly [code: number, reason: string];
}

/** The requests of one client, in order. */
export interface Client {
  readonly name: string;
  readonly requests: readonly FlowRequest[];
  readonly flows: readonly string[];
  readonly refused: readonly string[];
}

/** What clients that others wrote send, each asked to do all that it can. */
export function readClients(): Client[] {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith(".jsonl"));
  return files.map((file) => {
    const lines = readFileSync(`${import.meta.dirname}/${file}`, "utf8")
      .trim()
      .split("\n");
    const requests = lines.map((line) => JSON.parse(line) as FlowRequest);
    const named = requests.filter(({ flow }) => !flow.startsWith("("));
    const flowsOf = (list: readonly FlowRequest[]) => [...new Set(list.map(({ flow }) => flow))];
    const refused = flowsOf(named.filter((request) => request.refused));
    return { name: file.replace(".jsonl", ""), requests, flows: flowsOf(named), refused };
  });
}

export function methodOf(request: FlowRequest): Method {
  const method = (["GET", "POST", "DELETE"] as const).find((name) => request[name] !== undefined);
  if (!method) throw new Error(`${request.flow} has no method`);
  return method;
}
