import { extname, resolve } from "node:path";
import { mediaKinds, MediaError, uploadMedia } from "@openwaba/media";
import { openFile } from "@openwaba/media/node";
import { CliError, usageError } from "../cli-error.ts";
import type { Session } from "../session.ts";
import { reasonOf } from "../settings.ts";

export type MediaKindName = (typeof mediaKinds)[number]["kind"];

/** A file that a message can name: uploaded, or where the platform fetches it. */
export interface Source {
  readonly kind: MediaKindName;
  readonly filename: string;
  readonly media: { id: string } | { link: string };
}

export const kindNames = [...new Set(mediaKinds.map(({ kind }) => kind))];

/**
 * The file for a message: a link stays one, a path is uploaded first.
 *
 * @throws {CliError} if its kind is not known or there is no such file
 */
export async function readSource(session: Session, given: string, wanted?: MediaKindName): Promise<Source> {
  if (/^https?:\/\//i.test(given)) return linked(given, wanted);
  const { output, call, context } = session;
  const file = await open(resolve(context.cwd, given), given);
  const kind = wanted ?? kindOfType(file.type);
  if (kind === undefined)
    throw usageError(`Cannot tell what kind of file ${given} is: give --kind ${kindNames.join("|")}`);
  const client = await session.client();
  const phone_number_id = await session.phoneNumberId();
  output.progress(`Uploading ${file.name}, ${file.size} bytes …`);
  try {
    const { id } = await uploadMedia(client, { phone_number_id, file }, call);
    return { kind, filename: file.name, media: { id } };
  } catch (error) {
    throw error instanceof MediaError ? new CliError(error.message) : error;
  }
}

/** The extension of an address says what it leads to, if it has one. */
function linked(link: string, wanted: MediaKindName | undefined): Source {
  if (!URL.canParse(link)) throw usageError("Cannot send this link: it is not a URL");
  const { pathname } = new URL(link);
  const filename = decoded(pathname.split("/").at(-1) ?? "");
  const kind = wanted ?? kindOfExtension.get(extname(filename).toLowerCase());
  if (kind === undefined)
    throw usageError(`Cannot tell what kind of file the link leads to: give --kind ${kindNames.join("|")}`);
  return { kind, filename, media: { link } };
}

/** The text as it is if its escapes are wrong. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const kindOfExtension: ReadonlyMap<string, MediaKindName> = new Map(
  Object.entries({
    image: [".jpg", ".jpeg", ".png"],
    video: [".mp4", ".3gp"],
    audio: [".aac", ".amr", ".mp3", ".m4a", ".ogg", ".opus"],
    sticker: [".webp"],
    document: [".pdf", ".txt", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx"],
  } satisfies Record<MediaKindName, string[]>).flatMap(([kind, extensions]) =>
    extensions.map((extension) => [extension, kind as MediaKindName] as const),
  ),
);

async function open(path: string, given: string): Promise<File> {
  try {
    return await openFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw usageError(`Cannot send ${given}: ${code === undefined ? "it is not a file" : reasonOf(error)}`);
  }
}

function kindOfType(type: string): MediaKindName | undefined {
  return mediaKinds.find(({ types }) => types.includes(type))?.kind;
}
