import { child, type Context, type Edge, entriesOf, follow, isNode, type Place } from "./nodes.ts";

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

export interface Operation extends Place {
  /** Method and path, the identity of the operation in the whole repository. */
  name: string;
  pathItem: Place;
  webhook: boolean;
}

export function operationName(section: string, path: string, method: string): string {
  return `${method.toUpperCase()} ${section === "webhooks" ? "webhook " : ""}${path}`;
}

export function methodsOf(pathItem: object): string[] {
  return methods.filter((method) => method in pathItem);
}

export function* operationsOf(context: Context, root: unknown): Generator<Operation> {
  if (!isNode(root)) return;
  for (const section of ["paths", "webhooks"]) {
    for (const [path, edge] of entriesOf(context, { node: root, location: context.location }, section)) {
      const pathItem = follow(context, edge);
      if (!pathItem) continue;
      for (const method of methodsOf(pathItem.node)) {
        const operation = follow(context, child(pathItem, method));
        const name = operationName(section, path, method);
        if (operation) yield { ...operation, name, pathItem, webhook: section === "webhooks" };
      }
    }
  }
}

export function parametersOf(context: Context, operation: Operation): Array<{ edge: Edge; parameter: Place }> {
  return [operation.pathItem, operation].flatMap((place) =>
    entriesOf(context, place, "parameters").flatMap(([, edge]) => {
      const parameter = follow(context, edge);
      return parameter ? [{ edge, parameter }] : [];
    }),
  );
}

/** Media types of a request body, a response or a parameter, with their names. */
export function mediaTypesOf(context: Context, edge: Edge): Array<[string, Place]> {
  const place = follow(context, edge);
  if (!place) return [];
  return entriesOf(context, place, "content").flatMap(([name, entry]) => {
    const mediaType = follow(context, entry);
    return mediaType ? [[name, mediaType] satisfies [string, Place]] : [];
  });
}

/** JSON media types of the operation's 2xx responses. */
export function answersOf(context: Context, operation: Operation): Place[] {
  return entriesOf(context, operation, "responses")
    .filter(([status]) => /^2(\d\d|XX)$/.test(status))
    .flatMap(([, response]) => mediaTypesOf(context, response))
    .filter(([name]) => /^application\/(.+\+)?json\b/.test(name))
    .map(([, mediaType]) => mediaType);
}
