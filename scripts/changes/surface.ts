import type { SpecDocument } from "../specs/documents.ts";
import { operationsOf } from "../specs/openapi.ts";
import { inline } from "./inline.ts";
import { type DescribedOperation, describeOperation } from "./operation-shape.ts";
import type { Pair } from "./redocly.ts";
import { type Shape, schemaShape } from "./schema-shape.ts";

/** The API of a package for one Graph version. */
export interface Surface {
  /** `GET /{waba_id}/flows` → the operation. */
  operations: Map<string, DescribedOperation & { section: Pair["section"] }>;
  /** Name in `Schemas` → the schema, computed on demand. */
  schemas: Map<string, () => Shape>;
  /** Names of the shipped OpenAPI documents. */
  documents: Set<string>;
}

/** Graph version → the API of these documents. */
export function surfacesOf(documents: SpecDocument[]): Map<string, Surface> {
  const surfaces = new Map<string, Surface>();
  for (const document of documents) {
    const own = surfaceOf(document);
    for (const version of document.versions) {
      const all = surfaces.get(version) ?? { operations: new Map(), schemas: new Map(), documents: new Set() };
      surfaces.set(version, all);
      for (const [subject, operation] of own.operations) all.operations.set(subject, operation);
      for (const [name, schema] of own.schemas) all.schemas.set(name, schema);
      for (const name of own.documents) all.documents.add(name);
    }
  }
  return surfaces;
}

function surfaceOf({ name, openapi }: SpecDocument): Surface {
  const [api = name] = name.split(".");
  const surface: Surface = { operations: new Map(), schemas: new Map(), documents: new Set([api]) };
  for (const section of ["paths", "webhooks"] as const) {
    for (const { address, method, item, operation } of operationsOf(openapi, section)) {
      const subject = `${method.toUpperCase()} ${section === "webhooks" ? "webhook " : ""}${address}`;
      surface.operations.set(subject, { section, ...describeOperation(openapi, item, operation) });
    }
  }
  for (const [schemaName, schema] of Object.entries(openapi.components?.schemas ?? {})) {
    surface.schemas.set(schemaName, () => schemaShape(inline(openapi, schema)));
  }
  return surface;
}
