import { createClient, type CreateClient } from "@openwaba/runtime";
import type { PathsByVersion } from "./generated/index.ts";

export { type DeletedMedia, deleteMedia } from "./delete-media.ts";
export { type DownloadedMedia, downloadMedia, type DownloadOptions, type MediaDownload } from "./download-media.ts";
export type { FileContent } from "./file-body.ts";
export type { Paths, PathsByVersion, Schemas, SchemasByVersion } from "./generated/index.ts";
export * from "./generated/operations.ts";
export type * from "./generated/types.ts";
export { MediaError } from "./media-error.ts";
export { type MediaKind, mediaKinds } from "./media-types.ts";
export type { TransferClient } from "./read-json.ts";
export type { Hash } from "./sha256.ts";
export { type UploadedFile, uploadMedia, type UploadOptions } from "./upload-media.ts";
export { type ResumableFile, type ResumableOptions, resumableTypes, uploadResumable } from "./upload-resumable.ts";

/**
 * A client of the operations of this package, typed for the Graph version in `options`.
 *
 * @throws {TypeError} when an option is wrong; the message says which
 * @example
 * const client = createMediaClient({ auth: accessToken });
 */
export const createMediaClient: CreateClient<PathsByVersion> = createClient;
