import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What the pages use of an OpenAPI document, as the build of the packages bundles it. */
export interface Document {
  readonly servers?: readonly { readonly url: string }[];
  readonly paths?: Readonly<Record<string, PathItem>>;
  readonly webhooks?: Readonly<Record<string, PathItem>>;
  readonly components?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface PathItem {
  readonly servers?: readonly { readonly url: string }[];
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly get?: Operation;
  readonly post?: Operation;
  readonly delete?: Operation;
}

export interface Reference {
  readonly $ref: string;
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly externalDocs?: { readonly description?: string; readonly url: string };
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<Record<string, Response | Reference>>;
  readonly "x-functions"?: Readonly<Record<string, { readonly summary: string; readonly description?: string }>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
  readonly content?: Readonly<Record<string, Content>>;
  readonly example?: unknown;
}

export interface Content {
  readonly schema?: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly summary?: string; readonly value?: unknown }>>;
}

export interface Response {
  readonly description?: string;
  readonly content?: Readonly<Record<string, Content>>;
}

export interface Schema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly deprecated?: boolean;
}

/** A document in one Graph version. */
export interface VersionedDocument {
  /** Name of the folder in `packages`. */
  readonly domain: string;
  /** `v25.0` */
  readonly version: string;
  readonly document: Document;
}

const packages = join(import.meta.dirname, "../../packages");

/** All documents of a domain, or of all domains, in all versions. */
export function readDocuments(only?: string): VersionedDocument[] {
  const domains = only === undefined ? foldersIn(packages) : [only];
  return domains.flatMap((domain) => {
    const folder = join(packages, domain, "openapi");
    const versions = foldersIn(folder).filter((name) => /^v\d+\.\d+$/.test(name)); // the sandbox has all documents again
    return versions.flatMap((version) =>
      readdirSync(join(folder, version)).map((file) => ({
        domain,
        version,
        document: JSON.parse(readFileSync(join(folder, version, file), "utf8")) as Document,
      })),
    );
  });
}

/** Folders whose name is that of a domain or a version; none if the folder is not there. */
function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .toSorted();
  } catch {
    return [];
  }
}

/** What a reference within a document stands for, and its name. */
export function resolve<Target extends object>(document: Document, target: Target | Reference): Target {
  if (!("$ref" in target) || typeof target.$ref !== "string") return target as Target;
  const [kind = "", name = ""] = target.$ref.replace("#/components/", "").split("/");
  const found = document.components?.[kind]?.[name];
  if (found === undefined) throw new Error(`The document has no ${target.$ref}`);
  return resolve(document, found as Target | Reference);
}

export function nameOf(reference: string): string {
  return reference.split("/").at(-1) ?? reference;
}
