import type { CheckedRequest } from "./validate.ts";

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
}

/**
 * Answers one operation in every version: the node with all the fields that any version has, or for
 * a list an array of all its nodes. Fields and pages are cut out of that afterwards.
 */
export type Handler = (request: CheckedRequest) => object;

/** A part of the platform with its state. */
export interface Domain {
  /** Whether an id stands for a node, by the path parameter that takes such ids. */
  readonly nodes: Readonly<Record<string, (id: string) => boolean>>;
  /** By `operationId`. */
  readonly handlers: Readonly<Record<string, Handler>>;
  /** The code last sent to a number. */
  codeFor?(numberId: string): string | undefined;
}

export type CreateDomain = (context: DomainContext) => Domain;
