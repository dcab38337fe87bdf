import type { StoredFile } from "../domain.ts";
import type { World } from "../world/world.ts";

type Lookup = (id: string) => StoredFile | undefined;

const lookups = new WeakMap<World, Lookup>();

/** Says where the files of a world are. */
export function setMediaLookup(world: World, find: Lookup): void {
  lookups.set(world, find);
}

/** The file that a media id stands for. */
export function mediaOf(world: World, id: string): StoredFile | undefined {
  return lookups.get(world)?.(id);
}

/** Whether the documents' examples send the file, which has no bytes here. */
export function isExampleMedia(id: string): boolean {
  return /^10375432915436(?:3[6-9]|4[01])$/.test(id);
}
