import type { KnownField } from "./fields.ts";

export type Method = "get" | "post" | "delete";

/** The paths of `Paths` that can be called with `Verb`. */
export type PathWith<Paths, Verb extends Method> = {
  [Path in keyof Paths]: Paths[Path] extends { [Key in Verb]: object } ? Path : never;
}[keyof Paths] &
  string;

/** The operation `Verb Path`, as openapi-typescript describes it. */
export type OperationAt<Paths, Path, Verb extends Method> = Path extends keyof Paths
  ? Paths[Path] extends { [Key in Verb]: infer Operation }
    ? Operation
    : never
  : never;

type Content<Message> = Message extends { content: infer Types } ? Types[keyof Types] : undefined;

/** The answer of an operation that succeeds. */
export type DataOf<Operation> = Operation extends { responses: infer Responses }
  ? Content<Responses[keyof Responses & (200 | 201 | 202 | 206)]>
  : never;

type Query<Operation> = Operation extends { parameters: { query?: infer Parameters } } ? NonNullable<Parameters> : never;

/** The names that the parameter `fields` of an operation accepts. */
export type FieldOf<Operation> = "fields" extends keyof Query<Operation>
  ? NonNullable<Query<Operation>["fields"]> extends readonly (infer Field extends string)[]
    ? Field
    : never
  : never;

type ReadonlyArrays<Parameters> = {
  [Name in keyof Parameters]: Parameters[Name] extends (infer Item)[] | undefined
    ? readonly Item[] | Extract<Parameters[Name], undefined>
    : Parameters[Name];
};

type Params<Operation> = Operation extends { parameters: infer Places }
  ? {
      [Place in keyof Places as Exclude<Places[Place], undefined> extends never ? never : Place]: ReadonlyArrays<
        Places[Place]
      >;
    }
  : never;

type RequiredKeys<Type> = { [Key in keyof Type]-?: {} extends Pick<Type, Key> ? never : Key }[keyof Type];

type OptionalWhenEmpty<Name extends string, Type> = [RequiredKeys<Type>] extends [never]
  ? { [Key in Name]?: Type }
  : { [Key in Name]: Type };

/** Lists inside may be read-only, so that a body can be a constant. */
type Constant<Value> = unknown extends Value
  ? Value
  : Value extends Blob | string | number | boolean | null | undefined
    ? Value
    : Value extends (infer Item)[]
      ? readonly Constant<Item>[]
      : { [Name in keyof Value]: Constant<Value[Name]> };

type Body<Operation> = Operation extends { requestBody: infer Message }
  ? { body: Constant<Content<Message>> }
  : Operation extends { requestBody?: infer Message }
    ? [Exclude<Message, undefined>] extends [never]
      ? {}
      : { body?: Constant<Content<Exclude<Message, undefined>>> }
    : {};

/** What a call is given besides its path. */
export type CallOptions<Operation> = OptionalWhenEmpty<"params", Params<Operation>> &
  Body<Operation> & {
    /** Ends the call, also while it waits for another attempt. */
    signal?: AbortSignal;
    /** Further headers. `Authorization` comes from the client's `auth` alone. */
    headers?: Record<string, string>;
  };

type Fields<Field> = { params?: { query?: { fields?: readonly Field[] } } };

/** Lets the compiler read the selected fields off the options, and check the names in their braces. */
export type Selecting<Operation, Field> = Fields<Field> & Fields<KnownField<DataOf<Operation>, Field>>;

/** Options that may be left out when nothing in them is required. */
export type CallArguments<Operation, Field> = [RequiredKeys<CallOptions<Operation>>] extends [never]
  ? [options?: CallOptions<Operation> & Selecting<Operation, Field>]
  : [options: CallOptions<Operation> & Selecting<Operation, Field>];
