import type { Chunks } from "./server/body.ts";
import type { TokenStore } from "./token-store.ts";
import type { CheckedRequest } from "./server/validate.ts";

/** A business portfolio of the sandbox. */
export interface Business {
  /** Digits. */
  id: string;
  name: string;
}

/** Businesses, at least one. */
export type Businesses = readonly [Business, ...Business[]];

/** What a domain gets to work with. */
export interface DomainContext {
  readonly businesses: Businesses;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The tokens that are taken. */
  readonly tokens: TokenStore;
  /** Origin at which files are downloaded. */
  readonly mediaUrl: string;
}

/**
 * Answers one operation in every version: the node with all the fields that any version has, or for
 * a list an array of all its nodes. Fields and pages are cut out of that afterwards. Undefined leaves the
 * answer to the example in the document.
 */
export type Handler = (request: CheckedRequest) => object | undefined;

/** Answers an operation whose body is a file, which it takes in while it arrives; otherwise like a {@link Handler}. */
export type Receiver = (request: CheckedRequest, headers: Headers, chunks: Chunks) => Promise<object | undefined>;

/** A file that can be downloaded. */
export interface StoredFile {
  readonly bytes: Uint8Array;
  /** Media type. */
  readonly type: string;
}

/** A part of the platform with its state. */
export interface Domain {
  /** Whether an id stands for a node, by the path parameter that takes such ids. */
  readonly nodes: Readonly<Record<string, (id: string) => boolean>>;
  /** By `operationId`. */
  readonly handlers: Readonly<Record<string, Handler>>;
  /** By `operationId`. */
  readonly receivers?: Readonly<Record<string, Receiver>>;
  /** The code last sent to a number. */
  codeFor?(numberId: string): string | undefined;
  /** The file at an address of the media host, which is path and query. */
  fileAt?(address: string): StoredFile | undefined;
}

export type CreateDomain = (context: DomainContext) => Domain;
