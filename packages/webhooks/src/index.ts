export type { Schemas, SchemasByVersion } from "./generated/index.ts";
