export { sleep } from "./call/deadline.ts";
export { type AnyClient, call } from "./functions/call.ts";
export { list, type Listing } from "./functions/list.ts";
export type {
  Answer,
  AnyShape,
  ArgumentsOf,
  CallExtras,
  CallOptions,
  ClientAt,
  ClientOf,
  ClientWith,
  FieldsOf,
  Ids,
  InputOf,
  ListExtras,
  ListOptions,
  PostExtras,
  PostOptions,
  RestOf,
} from "./functions/types.ts";
