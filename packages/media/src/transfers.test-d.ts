import { createClient } from "@openwaba/runtime";
import { expectTypeOf, test } from "vitest";
import {
  createMediaClient,
  deleteMedia,
  downloadMedia,
  MediaError,
  type PathsByVersion,
  uploadMedia,
  uploadResumable,
} from "./index.ts";
import { openFile, streamingFetch } from "./node.ts";

const client = createMediaClient({ auth: "EAAB", fetch: streamingFetch });
const bound = createClient<PathsByVersion>({ auth: "EAAB" }).with({ ids: { phone_number_id: "1" } });
const file = new Blob();

test("every client transfers files", () => {
  expectTypeOf(uploadMedia(client, { phone_number_id: "1", file })).resolves.toEqualTypeOf<{ id: string }>();
  void uploadMedia(bound, { phone_number_id: "1", file });
  // @ts-expect-error a client is not a function
  void uploadMedia(() => client, { phone_number_id: "1", file });
});

test("files come in many forms", async () => {
  void uploadMedia(client, { phone_number_id: "1", file: await openFile("a.pdf") });
  void uploadMedia(client, { phone_number_id: "1", file: Buffer.from("a"), type: "text/plain" });
  void uploadMedia(client, {
    phone_number_id: "1",
    file: file.stream(),
    size: 5,
    use_case: "call_voicemail_announcement",
  });
  // @ts-expect-error a path is for openFile()
  void uploadMedia(client, { phone_number_id: "1", file: "a.pdf" });
  // @ts-expect-error the number is missing
  void uploadMedia(client, { file });
  // @ts-expect-error there is no such use
  void uploadMedia(client, { phone_number_id: "1", file, use_case: "greeting" });
});

test("a download is selected by id or URL", async () => {
  const received = await downloadMedia(client, { media_id: "1" }, { signal: AbortSignal.timeout(5) });
  expectTypeOf(received.stream).toEqualTypeOf<ReadableStream<Uint8Array<ArrayBuffer>>>();
  expectTypeOf(received.bytes()).resolves.toEqualTypeOf<Uint8Array<ArrayBuffer>>();
  expectTypeOf(received.size).toEqualTypeOf<number | undefined>();
  void downloadMedia(client, { url: "https://lookaside.fbsbx.com", file_size: "5" });
  const { data } = await client.GET("/{media_id}", { params: { path: { media_id: "1" } } });
  if (data) void downloadMedia(client, { ...data, media_id: data.id });
  // @ts-expect-error neither is given
  void downloadMedia(client, {});
  // @ts-expect-error a hash is made by a function
  void downloadMedia(client, { media_id: "1" }, { hash: "sha256" });
});

test("a file is deleted by its id", () => {
  expectTypeOf(deleteMedia(client, { media_id: "1" })).resolves.toEqualTypeOf<void>();
  // @ts-expect-error the id is missing
  void deleteMedia(client, { phone_number_id: "1" });
});

test("a resumable file is not a stream", () => {
  expectTypeOf(uploadResumable(client, { app_id: "1", file })).resolves.toEqualTypeOf<{ h: string }>();
  void uploadResumable(client, { app_id: "1", file, file_type: "application/pdf" }, { onProgress: ({ sent }) => sent });
  // @ts-expect-error it would have to be read twice
  void uploadResumable(client, { app_id: "1", file: file.stream() });
  // @ts-expect-error such files are not accepted
  void uploadResumable(client, { app_id: "1", file, file_type: "image/webp" });
});

test("a MediaError says what is wrong", () => {
  expectTypeOf(new MediaError("", "type").reason).toEqualTypeOf<
    "type" | "too-large" | "size" | "hash" | "changed" | "key"
  >();
});
