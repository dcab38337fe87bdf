import { GraphError } from "@openwaba/runtime";
import { expect, it } from "vitest";
import { deleteMedia } from "./delete-media.ts";
import { bytesOf, phone_number_id, start } from "./transfer.test-support.ts";
import { uploadMedia } from "./upload-media.ts";

const file = new Blob([bytesOf(10)], { type: "image/png" });

it("deleteMedia() refuses an id that is none", async () => {
  const { client, sent } = await start();
  await expect(deleteMedia(client, { media_id: ".." })).rejects.toThrow(
    new TypeError('Cannot DELETE /{media_id}: media_id is "..", which is no id'),
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

it("deleteMedia() deletes a file", async () => {
  const { client } = await start();
  const { id: media_id } = await uploadMedia(client, { phone_number_id, file });
  await deleteMedia(client, { media_id, phone_number_id });
  await expect(deleteMedia(client, { media_id })).rejects.toThrow(GraphError);
});
