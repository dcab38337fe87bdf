import type { NamedField } from "./field.ts";

/** `"owner_business{id,name}"` → `"owner_business"`, `"preview.invalidate(false)"` → `"preview"` */
type NameOf<Field> = WithoutParameters<Field extends `${infer Name}{${string}` ? Name : Field>;

type WithoutParameters<Field> =
  Field extends NamedField<infer Name> ? Name : Field extends `${infer Name}.${string}` ? Name : Field;

/** The selection inside the braces after `Name`; `never` if there is none. */
type Inside<Field, Name> = Name extends string
  ? Field extends `${Name}{${infer Inner}}` | `${Name}.${string}){${infer Inner}}`
    ? string extends Inner
      ? never
      : Split<Inner>
    : never
  : never;

/** Splits at commas outside braces: `"id,name,owner{id,name}"` → `"id" | "name" | "owner{id,name}"` */
type Split<
  Text extends string,
  Part extends string = "",
  Depth extends 0[] = [],
  Parts extends string = never,
> = Text extends `${infer Character}${infer Rest}`
  ? Character extends ","
    ? Depth extends []
      ? Split<Rest, "", [], Parts | Part>
      : Split<Rest, `${Part},`, Depth, Parts>
    : Character extends "{"
      ? Split<Rest, `${Part}{`, [...Depth, 0], Parts>
      : Character extends "}"
        ? Split<Rest, `${Part}}`, Depth extends [0, ...infer Outer extends 0[]] ? Outer : [], Parts>
        : Split<Rest, `${Part}${Character}`, Depth, Parts>
  : Parts | Part;

/** `Node` with only the selected fields, and `id`, which is always returned. */
type SelectNode<Node, Field> = {
  [Name in keyof Node as Name extends NameOf<Field> | "id" ? Name : never]: [Inside<Field, Name>] extends [never]
    ? Node[Name]
    : SelectInside<Node[Name], Inside<Field, Name>>;
};

/** The page `List` of nodes with only the selected fields. */
type SelectList<List, Field> = {
  [Name in keyof List]: Name extends "data" ? SelectInside<List[Name], Field> : List[Name];
};

type SelectInside<Value, Field> = Value extends { data: readonly unknown[] }
  ? SelectList<Value, Field>
  : Value extends readonly (infer Item)[]
    ? SelectNode<Item, Field>[]
    : Value extends object
      ? SelectNode<Value, Field>
      : Value;

/** The response `Data` narrowed to the selected `Field`s: of the node, or of each item of a list. */
export type Select<Data, Field> = [Field] extends [never] ? Data : SelectInside<Data, Field>;

/** The names in `Field` missing in `Value`, a node or a list of nodes. */
type UnknownInside<Value, Field> = Value extends { data: readonly (infer Item)[] }
  ? UnknownField<Item, Field>
  : Value extends readonly (infer Item)[]
    ? UnknownField<Item, Field>
    : UnknownField<Value, Field>;

type UnknownField<Node, Field> = Field extends string
  ? NameOf<Field> extends infer Name extends keyof Node & string
    ? [Inside<Field, Name>] extends [never]
      ? never
      : UnknownInside<NonNullable<Node[Name]>, Inside<Field, Name>>
    : NameOf<Field>
  : never;

/** The members of `Field` in which every name inside braces exists. */
export type KnownField<Data, Field> = Field extends `${string}{${string}`
  ? [UnknownInside<Data, Field>] extends [never]
    ? Field
    : never
  : Field;
