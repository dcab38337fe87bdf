import type { KnownField } from "./select-fields.ts";
import type { Content, DataOf, IdIn, Method, OperationAt, PathWith } from "./operation.ts";

export interface CommonOptions {
  /** Aborts the call, also while it waits for a retry. */
  signal?: AbortSignal;
  /** More headers. `Authorization` always comes from the client's `auth`. */
  headers?: Record<string, string>;
  /** Timeout per attempt in ms; `false` for none. @default the client's */
  timeout?: number | false;
}

export interface PostOptions extends CommonOptions {
  /** Declares that sending it twice does no harm, so it is retried like other calls. @default false */
  replayable?: boolean;
}

interface OptionsOf {
  get: CommonOptions;
  post: PostOptions;
  delete: CommonOptions;
}

/** The parameters of an operation; those that the client is bound to are optional. */
type WithOptionalIds<Places, Bound extends string> = [Bound] extends [never]
  ? Places
  : Places extends { path: infer Ids }
    ? [keyof Ids & Bound] extends [never]
      ? Places
      : { path: { [Name in Bound]: never } } extends Places
        ? { [Place in keyof Places]?: Place extends "path" ? Partial<Ids> : Places[Place] }
        : BesidePath<Places> & ([keyof Ids] extends [Bound] ? { path?: Partial<Ids> } : { path: OpenIds<Ids, Bound> })
    : Places;

type BesidePath<Places> = { [Place in keyof Places as Exclude<Place, "path">]: Places[Place] };

type OpenIds<Ids, Bound extends string> = Omit<Ids, Bound> & { [Name in keyof Ids & Bound]?: Ids[Name] };

type Params<Places> = {
  [Place in keyof Places as Places[Place] extends undefined ? never : Place]: Places[Place];
};

type ParamsOption<Places> = {} extends Places ? { params?: Params<Places> } : { params: Params<Places> };

type BodyOption<Operation> = Operation extends { requestBody: infer Message }
  ? { body: Content<Message> }
  : Operation extends { requestBody?: infer Message }
    ? [Exclude<Message, undefined>] extends [never]
      ? {}
      : { body?: Content<Exclude<Message, undefined>> }
    : {};

/** Options of a call; `Bound` names the path parameters that its client has values for. */
export type CallOptions<Operation, Verb extends Method = "get", Bound extends string = never> = Operation extends {
  parameters: infer Places;
}
  ? ParamsOption<WithOptionalIds<Places, Bound>> & (Verb extends "get" ? {} : BodyOption<Operation>) & OptionsOf[Verb]
  : never;

type QueryName<Operation> = Operation extends { parameters: { query?: infer Parameters } }
  ? [NonNullable<Parameters>] extends [never]
    ? never
    : keyof NonNullable<Parameters>
  : never;

/** Rejects unknown field names inside braces; all others are checked like parameters. */
type Fields<Operation, Field> =
  "fields" extends QueryName<Operation>
    ? [Field] extends [KnownField<DataOf<Operation>, Field>]
      ? readonly string[]
      : readonly KnownField<DataOf<Operation>, Field>[]
    : never;

/** Lets the compiler infer the selected fields from the options. */
type SelectsFields<Operation, Field> = { params?: { query?: { fields?: readonly (Field | (string & {}))[] } } } & {
  params?: { query?: { fields?: Fields<Operation, Field> } };
};

/** {@link CallOptions} from which the compiler infers the type of the response. */
export type TypedOptions<
  Operation,
  Verb extends Method,
  Bound extends string,
  Field,
  Parsing,
> = Operation extends unknown
  ? CallOptions<Operation, Verb, Bound> &
      SelectsFields<Operation, Field> & {
        /** `"stream"` returns the body as a stream of bytes. */
        parseAs?: Parsing;
      }
  : never;

/**
 * Arguments after the path of a call: options, which may be left out if none is required. While an editor completes the
 * path it may be any of them, so the options of each are not computed.
 */
export type CallArguments<Paths, Path, Verb extends Method, Bound extends string, Field, Parsing> =
  IsAny<Path, PathWith<Paths, Verb>> extends true
    ? [options: AnyOptions]
    : [Path] extends [PathWithoutOptions<Paths, Path, Verb, Bound>]
      ? [options?: TypedOptions<OperationAt<Paths, Path, Verb>, Verb, Bound, Field, Parsing>]
      : [options: TypedOptions<OperationAt<Paths, Path, Verb>, Verb, Bound, Field, Parsing>];

interface AnyOptions extends PostOptions {
  params?: { path?: object; query?: object; header?: object };
  body?: unknown;
  parseAs?: "stream";
}

type IsAny<Path, All> = [All] extends [Path] ? IsUnion<Path> : false;

type IsUnion<Type, Whole = Type> = Type extends unknown ? ([Whole] extends [Type] ? false : true) : never;

/** The members of `Path` that can be called without options; most are ruled out by the name in their braces. */
export type PathWithoutOptions<Paths, Path, Verb extends Method, Bound extends string> = Path extends unknown
  ? [IdIn<Path>] extends [Bound]
    ? NeedsNoOptions<OperationAt<Paths, Path, Verb>, Bound> extends true
      ? Path
      : never
    : never
  : never;

type NeedsNoOptions<Operation, Bound extends string> = Operation extends { requestBody: object }
  ? false
  : Operation extends { parameters: infer Places }
    ? {} extends WithOptionalIds<Places, Bound>
      ? true
      : false
    : true;
