import type { DomainFunction } from "./join-versions.ts";
import type { DescribedFunction } from "./describe-operations.ts";

type Parts = Partial<DomainFunction> & { described?: Partial<DescribedFunction> };

/** The function `saveBook`, in one version. */
export function functionWith({ described: own = {}, ...parts }: Parts = {}): DomainFunction {
  const described: DescribedFunction = {
    name: "saveBook",
    document: {
      openapi: { openapi: "3.1.0", info: { title: "Books", version: "1.0.0" } },
      at: String,
      versions: ["v25.0"],
    },
    pointer: "#/paths/~1{shelf_id}~1books/post",
    path: "/{shelf_id}/books",
    method: "post",
    operation: { operationId: "saveBook", responses: {} },
    places: new Map(),
    constants: new Map(),
    bodies: [],
    ids: undefined,
    input: undefined,
    inputs: [],
    isInputRequired: false,
    required: [],
    hasFields: false,
    answer: "Book",
    defaultAnswer: undefined,
    isList: false,
    example: {},
    ...own,
  };
  const shown = { described, meanings: new Map(), versions: ["v25.0"] };
  const { name, path, method, places, constants, isList } = described;
  const hasBody = described.bodies.length > 0;
  return {
    name,
    path,
    method,
    places,
    constants,
    hasBody,
    isList,
    variants: [shown],
    shown,
    isVersioned: false,
    ...parts,
  };
}
