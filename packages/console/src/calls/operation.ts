import { get } from "../control/control.ts";

/** An operation of the API. */
export interface ListedOperation {
  readonly operationId: string;
  readonly method: string;
  /** Path with the names of its parameters in braces. */
  readonly path: string;
  /** Name of the package that calls it; missing if the sandbox has documents of somebody else. */
  readonly domain?: string;
}

/** What must be known of an operation to write a call of it as code. */
export interface OperationDetails extends ListedOperation {
  /** What a value means that was sent as text; names that take text are missing. */
  readonly texts: Readonly<Record<string, "list" | "json">>;
  /** Names that are credentials elsewhere, and parameters of this operation. */
  readonly credentials: readonly string[];
  readonly functions: readonly DescribedFunction[];
  /** Whether functions take the body as `body`. */
  readonly hasWholeBody: boolean;
  /** Whether the body is the bytes of a file. */
  readonly takesBytes: boolean;
}

interface DescribedFunction {
  readonly name: string;
  /** What its body must have. */
  readonly required: readonly string[];
  /** What its body always has, and the function adds. */
  readonly constants: Readonly<Record<string, string>>;
}

let operations: Promise<readonly ListedOperation[]> | undefined;

/** Every operation, in the order of their names. It is asked for once. */
export function listOperations(): Promise<readonly ListedOperation[]> {
  operations ??= get<{ data: ListedOperation[] }>("/operations").then(({ data }) => data);
  operations.catch(() => (operations = undefined));
  return operations;
}

const described = new Map<string, Promise<OperationDetails>>();

/** An operation, as a version has it. It is asked for once. */
export function describeOperation(operationId: string, version: string | undefined): Promise<OperationDetails> {
  const path = `/operations/${operationId}${version === undefined ? "" : `?version=${version}`}`;
  const known = described.get(path) ?? get<OperationDetails>(path);
  described.set(path, known);
  known.catch(() => described.delete(path));
  return known;
}
