import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { uploadResumable } from "@openwaba/media";
import { openFile } from "@openwaba/media/node";
import type { CreateMessageTemplate } from "@openwaba/templates";
import { CliError } from "../cli-error.ts";
import type { PlatformClient } from "../session.ts";

/** A file of this machine in the place of a handle. */
interface SampleFile {
  readonly path: string;
  /** SHA-256 of its content. */
  readonly hash: string;
}

/** Files by what stands in `header_handle`: a path that begins with `./` or `../`. */
export type SampleFiles = ReadonlyMap<string, SampleFile>;

/** The files that a template names, relative to where it is written; `wrong` is told of those that cannot be read. */
export function readSampleFiles(template: unknown, writtenIn: string, wrong: (handle: string) => void): SampleFiles {
  const files = new Map<string, SampleFile>();
  mapHandles(template, (handle) => {
    if (!/^\.{1,2}\//.test(handle)) return handle;
    const path = resolve(dirname(writtenIn), handle);
    try {
      files.set(handle, { path, hash: createHash("sha256").update(readFileSync(path)).digest("hex") });
    } catch {
      wrong(handle);
    }
    return handle;
  });
  return files;
}

/** What tells the sample files of a template from others; undefined if it has none. */
export function sampleHash(template: unknown, files: SampleFiles = new Map()): string | undefined {
  const handles: string[] = [];
  mapHandles(template, (handle) => {
    handles.push(files.get(handle)?.hash ?? handle);
    return handle;
  });
  return handles.length === 0 ? undefined : createHash("sha256").update(JSON.stringify(handles)).digest("hex");
}

/**
 * The template with handles in the place of files, which are uploaded now.
 *
 * @throws {CliError} if there are files, and the id of the app is not known
 */
export async function withHandles(
  client: PlatformClient,
  template: CreateMessageTemplate,
  files: SampleFiles,
  { appId, signal }: { appId?: string | undefined; signal?: AbortSignal | undefined },
): Promise<CreateMessageTemplate> {
  const handles = new Map<string, string>();
  for (const [name, { path }] of files) {
    if (appId === undefined) throw new CliError(`Cannot upload ${name}: META_APP_ID is not set`);
    const upload = { app_id: appId, file: await openFile(path) };
    const { h } = await uploadResumable(client, upload, signal ? { signal } : {});
    handles.set(name, h);
  }
  return mapHandles(template, (handle) => handles.get(handle) ?? handle) as CreateMessageTemplate;
}

/** A copy with other handles. */
function mapHandles(value: unknown, change: (handle: string) => string): unknown {
  if (Array.isArray(value)) return value.map((one) => mapHandles(one, change));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, one]: [string, unknown]) => {
    const isList = name === "header_handle" && Array.isArray(one);
    const own = isList
      ? one.map((handle) => (typeof handle === "string" ? change(handle) : handle))
      : mapHandles(one, change);
    return [name, own] as const;
  });
  return Object.fromEntries(entries);
}
