import { seedIds } from "../seed-ids.ts";
import type { World } from "../world/world.ts";
import { putMedia } from "./media.ts";

const picture =
  "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////" +
  "////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=";

/** Files that the examples of the documents send, with a few bytes each; in base64. */
const files = [
  { id: "1037543291543636", type: "image/jpeg", content: picture },
  { id: "1037543291543637", type: "audio/ogg", content: btoa("OggS") },
  { id: "1037543291543638", type: "video/mp4", content: btoa("\0\0\0\u0010ftypisom\0\0\0\0") },
  { id: "1037543291543639", type: "application/pdf", content: btoa("%PDF-1.4\n%%EOF\n") },
  { id: "1037543291543640", type: "image/webp", content: "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==" },
  { id: "1037543291543641", type: "image/jpeg", content: picture },
];

/** Puts the files that the examples of the documents name into a world. They are not deleted with time. */
export function seedMedia(world: World): void {
  for (const { id, type, content } of files) {
    const bytes = new Uint8Array(Buffer.from(content, "base64"));
    putMedia(world, { id, type, phoneNumberId: seedIds.phoneNumber, bytes });
  }
}
