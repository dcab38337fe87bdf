type JsonType = "object" | "array" | "string" | "number" | "integer" | "boolean";

/** A schema of `specs/flows/flow-json`, as far as validation needs it; keywords have names without `x-`. */
export interface Schema {
  readonly ref?: string;
  readonly type?: JsonType;
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly since?: string;
  readonly until?: string;
  readonly requiredSince?: string;
  readonly notBlankSince?: string;
  readonly dynamic?: true;
  readonly discriminator?: "type" | "name";
  readonly maxPerScreen?: number;
  readonly maxPerFlow?: number;
  readonly minError?: string;
  readonly maxError?: string;
  readonly formValue?: Schema;
  readonly error?: string;
  readonly state?: "current" | "frozen" | "unannounced";
}
