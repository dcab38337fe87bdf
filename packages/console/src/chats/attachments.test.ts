import { expect, test } from "vitest";
import { type AttachmentKind, refusalOf, sizeText } from "./attachments.ts";

test.each<[AttachmentKind, string, number, string | undefined]>([
  ["media", "image/png", 10, undefined],
  ["media", "application/pdf", 10, "This is neither picture nor video but application/pdf: send it as a document."],
  ["sticker", "image/png", 10, "A sticker is a WebP picture, this is image/png."],
  ["sticker", "image/webp", 10, undefined],
  ["voice", "audio/webm;codecs=opus", 10, undefined],
  ["audio", "", 10, "This is no audio but a file without a type."],
  ["document", "", 10, undefined],
  ["document", "text/plain", 0, "The file is empty."],
  ["document", "text/plain", 101 * 1024 * 1024, "The file has 101 MB, at most 100 MB can be sent."],
])("%s of type %j with %d bytes: %s", (kind, type, size, refusal) => {
  expect(refusalOf(kind, { type, size })).toBe(refusal);
});

test("sizes are short", () => {
  expect([5, 2048, 1.5 * 1024 * 1024].map(sizeText)).toEqual(["5 B", "2 kB", "1.5 MB"]);
});
