import type { CommonOptions, PostOptions } from "../call-options.ts";
import type { Client, paths } from "../client-types.ts";
import type { Method } from "../operation.ts";
import type { PagingOptions } from "../paging.ts";
import type { KnownField, Select } from "../select-fields.ts";
import type { AnyClient } from "./call.ts";

/**
 * A client, bound to the ids in `Bound`, that has the operation `Verb Path`. Only this one path is looked at: the map of
 * all paths is never walked.
 */
export interface ClientAt<Verb extends Method, Path extends string, Bound extends string> extends AnyClient {
  readonly [paths]?: (bound: Bound) => { [At in Path]: { [Key in Verb]: object } };
}

/** What differs between versions of an operation. */
export interface AnyShape {
  input: object;
  answer: unknown;
  defaultField: string;
  isInputRequired: boolean;
}

/** A {@link ClientAt} from whose version the compiler infers `Shape`. */
export interface ClientWith<
  Verb extends Method,
  Path extends string,
  Bound extends string,
  Shape extends AnyShape,
> extends AnyClient {
  readonly [paths]?: (bound: Bound) => { [At in Path]: { [Key in Verb]: { shape: Shape } } };
}

/** The ids in a path; those that the client is bound to may be left out. */
export type Ids<Path, Bound extends string> = [keyof Path & Bound] extends [never]
  ? Path
  : [keyof Path] extends [Bound]
    ? Partial<Path>
    : Omit<Path, Bound> & Partial<Pick<Path, keyof Path & Bound>>;

/** Arguments after the client of a function of which nothing but ids is required. */
export type RestOf<Path, Bound extends string, Input, Options> = [keyof Path] extends [Bound]
  ? [input?: Partial<Path> & Input, options?: Options]
  : [input: Ids<Path, Bound> & Input, options?: Options];

/** The same, for an operation that requires more in some versions alone. */
export type ArgumentsOf<
  Shape extends AnyShape,
  Path,
  Bound extends string,
  Input,
  Options,
> = Shape["isInputRequired"] extends true
  ? [input: Ids<Path, Bound> & Input, options?: Options]
  : RestOf<Path, Bound, Input, Options>;

/** Lets the compiler infer the selected fields, and rejects unknown names inside braces. */
export interface FieldsOf<Node, Field> {
  fields?: readonly (Field | (string & {}))[] &
    ([Field] extends [KnownField<Node, Field>] ? unknown : readonly KnownField<Node, Field>[]);
}

/** The answer with the selected fields, or the default ones if none are selected. */
export type Answer<Node, Field, DefaultField = never> = Select<Node, [Field] extends [never] ? DefaultField : Field>;

/** Options of a function that reads or deletes. */
export interface CallOptions extends CommonOptions {}

export type { PostOptions };

/** Options of a function that lists. */
export interface ListOptions extends CommonOptions, PagingOptions {}

/**
 * A client of the operations in `Paths`, such as `ClientOf<messages.Paths>`, for parameters of your own functions: one of
 * more operations, or bound to ids, is accepted too.
 */
export type ClientOf<Paths> = Pick<Client<Paths>, "GET" | "POST" | "DELETE" | typeof paths>;
