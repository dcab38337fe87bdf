import { GraphError } from "@openwaba/runtime";
import { expect, it } from "vitest";
import { deleteMedia } from "./delete-media.ts";
import { createMediaClient } from "./index.ts";
import {
  bytesOf,
  clientAborting,
  clientOn,
  never,
  phone_number_id,
  serve,
  stalled,
  start,
} from "./transfer.test-support.ts";
import { uploadMedia } from "./upload-media.ts";

const file = new Blob([bytesOf(10)], { type: "image/png" });

it("deleteMedia() rejects an id that is not valid", async () => {
  const { client, sent } = await start();
  await expect(deleteMedia(client, { media_id: ".." })).rejects.toThrow(
    new TypeError('Cannot DELETE /{media_id}: media_id is "..", which is not an id'),
  );
  expect(sent).toEqual([]);
});

it("deleteMedia() fails for the file of another number", async () => {
  const { client } = await start();
  const { id: media_id } = await uploadMedia(client, { phone_number_id, file });
  await expect(deleteMedia(client, { media_id, phone_number_id: "12" })).rejects.toThrow(GraphError);
});

it("deleteMedia() ends with the reason of the signal", async () => {
  const { client } = await start();
  const signal = AbortSignal.abort(new Error("enough"));
  await expect(deleteMedia(client, { media_id: "12" }, { signal })).rejects.toThrow("enough");
});

it.each([
  ["never responds", never],
  ["stalls in its response", stalled],
])("deleteMedia() ends at once with the signal, also for a falsy reason, when the host %s", async (_, answer) => {
  const { client, signal } = clientAborting(answer);
  await expect(deleteMedia(client, { media_id: "12" }, { signal })).rejects.toBe(0);
});

it("deleteMedia() ends after the timeout of the client when the response stalls", async () => {
  const { url } = await serve((_, response) => response.write("{"));
  const client = createMediaClient({ auth: "EAAB", baseUrl: url, timeout: 50, retry: false });
  await expect(deleteMedia(client, { media_id: "12" })).rejects.toThrow("Cannot DELETE /{media_id}: timeout");
});

it.each(["{}", '{"success":false}', '{"success":null}', "[]", "null", "<html>"])(
  "deleteMedia() fails when the response is %s",
  async (answer) => {
    const { client } = clientOn(() => new Response(answer));
    await expect(deleteMedia(client, { media_id: "12" })).rejects.toThrow(
      "Cannot DELETE /{media_id}: the response does not report success",
    );
  },
);

it("deleteMedia() deletes a file", async () => {
  const { client } = await start();
  const { id: media_id } = await uploadMedia(client, { phone_number_id, file });
  await deleteMedia(client, { media_id, phone_number_id });
  await expect(deleteMedia(client, { media_id })).rejects.toThrow(GraphError);
});
