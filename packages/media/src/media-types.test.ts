import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { MediaError } from "./media-error.ts";
import { checkSize, kindOf, mediaKinds } from "./media-types.ts";

it.each([
  ["", "its type is not known, allowed are audio/aac, "],
  ["image/gif", "its type is image/gif, allowed are audio/aac, "],
  ["image", "its type is image, "],
])("kindOf() rejects %j and says what is allowed", (type, problem) => {
  expect(() => kindOf(type)).toThrow(`Cannot upload the file: ${problem}`);
  expect(() => kindOf(type)).toThrow(expect.objectContaining({ name: "MediaError", reason: "type" }));
});

it.each([
  ["audio/ogg; codecs=opus", "audio"],
  ["IMAGE/JPEG", "image"],
  ["image/webp", "sticker"],
  ["application/pdf", "document"],
  ["video/3gpp", "video"],
])("kindOf() knows that %s is of the kind %s", (type, kind) => {
  expect(kindOf(type).kind).toBe(kind);
});

it.each([
  ["image/png", 5_242_881, "an image may have at most 5242880 bytes, it has 5242881"],
  ["audio/aac", 16_777_217, "an audio may have at most 16777216 bytes, it has 16777217"],
  ["video/mp4", 16_777_217, "a video may have at most 16777216 bytes, it has 16777217"],
  ["image/webp", 512_001, "a sticker may have at most 512000 bytes, it has 512001"],
  ["text/plain", 104_857_601, "a document may have at most 104857600 bytes, it has 104857601"],
])("checkSize() rejects a file of the type %s with %i bytes", (type, size, problem) => {
  expect(() => checkSize(kindOf(type), size)).toThrow(`Cannot upload the file: ${problem}`);
  expect(() => checkSize(kindOf(type), size - 1)).not.toThrow();
});

it.each(['image/png; a="\r\nX-Evil: 1"', "image/png\n", "image/png; a=\u00e9", "image/png\0"])(
  "kindOf() rejects %j, which is not allowed in a header",
  (type) => {
    expect(() => kindOf(type)).toThrow(
      new MediaError("Cannot upload the file: its type must be printable ASCII without line breaks", "type"),
    );
  },
);

it.each([-5, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "20" as unknown as number])(
  "checkSize() rejects %j, which is not a count",
  (size) => {
    expect(() => checkSize(kindOf("image/png"), size)).toThrow(
      new TypeError(`Cannot upload the file: size must be a count of bytes, not ${size}`),
    );
  },
);

it("checkSize() rejects an empty file", () => {
  expect(() => checkSize(kindOf("image/png"), 0)).toThrow("Cannot upload the file: it is empty");
});

it("the types are those in the document", async () => {
  const spec = await readFile(new URL("../../../specs/media/media.yaml", import.meta.url), "utf8");
  const [, listed = ""] = /contentType: >-\n((?: {18}.*\n)+)/.exec(spec) ?? [];
  const types = listed.split(",").map((type) => type.trim());
  expect(mediaKinds.flatMap((kind) => kind.types).toSorted()).toEqual(types.toSorted());
});
