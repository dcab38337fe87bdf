// Media both ways: saves the picture that a customer sends, and sends one back.
// `node examples/media.ts pictures` saves it in the folder `pictures`, else it goes to a new folder for temporary files.
import { mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeSha256, openFile, saveMedia, streamingFetch } from "@openwaba/media/node";
import {
  createWebhookHandler,
  createWhatsAppClient,
  downloadMedia,
  MediaError,
  replyTo,
  uploadMedia,
  type WebhookHandlers,
} from "openwaba";
import { Narrator } from "./narrator.ts";
import { openPlatform } from "./platform.ts";

type PictureEvent = Parameters<NonNullable<WebhookHandlers["messages.image"]>>[0];

const narrator = new Narrator((line) => console.log(line));
const { name, baseUrl, mediaOrigins, accessToken, ids, app, ...platform } = await openPlatform();
const client = createWhatsAppClient({ auth: accessToken, baseUrl, mediaOrigins, ids, fetch: streamingFetch });
const { phone_number_id } = ids;
narrator.say(`Media both ways, on ${name}`);

const statuses: string[] = [];
let delivered: () => void = () => undefined;
const arrival = new Promise<void>((resolve) => (delivered = resolve));
const received = new Promise<PictureEvent>((resolve) => {
  const on: WebhookHandlers = {
    // files take long: the webhook is answered at once, and the rest happens below
    "messages.image": (event) => resolve(event),
    statuses({ status: { status } }) {
      statuses.push(status);
      if (status === "delivered" || status === "failed") delivered();
    },
  };
  platform.receive(createWebhookHandler({ appSecret: app.secret, verifyToken: app.verifyToken, on }));
});

narrator.step("A customer sends a picture");
await platform.ask("Please send a picture to the number of the business", async (ada) => {
  const file = await openFile(join(import.meta.dirname, "files/harbour.png"));
  const { id } = await uploadMedia(client, { phone_number_id, file });
  await ada.send({ type: "image", id, mime_type: file.type });
});
const event = await received;
const { image } = event.message;
if (!image) throw new Error("Cannot save the picture: the platform sent an error in its place");
narrator.say(`← ${image.mime_type}, with the id ${image.id}`);

narrator.step("Save it, as it arrives: only what has the announced size and hash becomes a file");
const folder = process.argv[2] ?? (await mkdtemp(join(tmpdir(), "pictures-")));
await mkdir(folder, { recursive: true });
let isSaved = false;
const path = join(folder, `${image.id}.${image.mime_type?.split("/")[1] ?? "bin"}`);
try {
  const download = await downloadMedia(
    client,
    { ...image, media_id: image.id },
    { hash: nodeSha256, maxSize: 5_000_000 },
  );
  await saveMedia(download, path);
  isSaved = true;
  narrator.say(`✓ ${download.size} bytes in ${path}`);
} catch (error) {
  if (!(error instanceof MediaError)) throw error;
  narrator.say(`✗ ${error.message}`);
}

narrator.step("Upload a picture of ours, from disk, and send it back");
const picture = await openFile(join(import.meta.dirname, "files/harbour.png"));
const uploaded = await uploadMedia(client, { phone_number_id, file: picture });
narrator.say(`✓ uploaded ${picture.name}: ${picture.size} bytes, with the id ${uploaded.id}`);
await replyTo(client, event, { type: "image", image: { id: uploaded.id, caption: "And this is our harbour" } });
await arrival;
narrator.say(`✓ ${statuses.join(", ")}`);

narrator.say(isSaved ? `\nOne picture came, one went. Open ${path}.` : "\nThe picture of the customer was not saved.");
process.exitCode = isSaved ? 0 : 1;
await platform.close();
