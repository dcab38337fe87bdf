import type { ListedOperation, OperationDetails } from "@openwaba/sandbox";
import { get } from "../control/control.ts";

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
