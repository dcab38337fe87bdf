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

/** Where the compiler does not know the version yet, names of fields are text that stays literal. */
type AnyInput = object & { fields?: readonly ("" | (string & {}))[] };

/** What differs between versions of an operation: its whole input, that beside the ids, and its answers. */
export interface AnyShape {
  input: AnyInput;
  besideIds: AnyInput;
  answer: unknown;
  defaultAnswer: unknown;
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

/** `Input` by its name; where the client is bound to some of its ids, those may be left out. */
export type InputOf<Input, Path, BesideIds, Bound extends string> = [keyof Path & Bound] extends [never]
  ? Input
  : Ids<Path, Bound> & BesideIds;

/** Arguments after the client of a function of which nothing but the ids in `Path` is required. */
export type RestOf<Path, Bound extends string, Input, Options> = [keyof Path] extends [Bound]
  ? [input?: Input, options?: Options]
  : [input: Input, options?: Options];

/** The same, for an operation that requires more in some versions alone. */
export type ArgumentsOf<
  Shape extends AnyShape,
  Path,
  Bound extends string,
  Input,
  Options,
> = Shape["isInputRequired"] extends true ? [input: Input, options?: Options] : RestOf<Path, Bound, Input, Options>;

/** Lets the compiler infer the selected fields, and rejects unknown names inside braces; nothing if none are selected. */
export type FieldsOf<Node, Field> = [Field] extends [never] ? unknown : SelectedFields<Node, Field>;

interface SelectedFields<Node, Field> {
  fields?: readonly (Field | (string & {}))[] &
    ([Field] extends [KnownField<Node, Field>] ? unknown : readonly KnownField<Node, Field>[]);
}

/** The answer with the selected fields; `Default` if none are selected. */
export type Answer<Node, Field, Default = Node> = [Field] extends [never] ? Default : Select<Node, Field>;

/** Options of a function that reads or deletes. */
export interface CallOptions extends CommonOptions {}

export type { PostOptions };

/** Options of a function that lists. */
export interface ListOptions extends CommonOptions, PagingOptions {}

/** {@link CallOptions} or none. Where the input may be left out, editors show its name in place of `… | undefined`. */
export type CallExtras = CallOptions | undefined;

/** {@link PostOptions} or none. */
export type PostExtras = PostOptions | undefined;

/** {@link ListOptions} or none. */
export type ListExtras = ListOptions | undefined;

/**
 * A client of the operations in `Paths`, such as `ClientOf<messages.Paths>`, for parameters of your own functions: one of
 * more operations, or bound to ids, is accepted too.
 */
export type ClientOf<Paths> = Pick<Client<Paths>, "GET" | "POST" | "DELETE" | typeof paths>;
