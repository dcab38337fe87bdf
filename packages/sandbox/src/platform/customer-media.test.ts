import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { shareSandbox, startSandbox } from "../sandbox.test-support.ts";

const { sandbox, call } = await shareSandbox();
const number = "108110225544001";
const ada = () => sandbox.customer("+15550123456");
const picture = new Uint8Array([255, 216, 1, 2, 3]);

/** The last message that a webhook told of. */
function told(): Record<string, unknown> {
  return JSON.parse(sandbox.webhooks.at(-1)?.body ?? "").entry[0].changes[0].value.messages[0];
}

async function upload(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<string> {
  const form = new FormData();
  form.append("messaging_product", "whatsapp");
  form.append("file", new Blob([bytes], { type }), "file");
  const headers = { Authorization: `Bearer ${sandbox.accessToken}` };
  const response = await fetch(`${sandbox.url}/v25.0/${number}/media`, { method: "POST", headers, body: form });
  return String(Object(await response.json()).id);
}

const sendAsBusiness = async (message: object) => {
  const body = { messaging_product: "whatsapp", to: "15550123456", ...message };
  await ada().text("Hello");
  return String(Object(await call("POST", `/${number}/messages`, { body })).body.messages[0].id);
};

describe("uploadFile()", () => {
  it("keeps a file that the business can download, without a message", async () => {
    const before = sandbox.webhooks.length;
    const { id, mime_type } = await ada().uploadFile(picture, { type: "image/jpeg", phoneNumberId: number });
    expect(mime_type).toBe("image/jpeg");
    expect((await call("GET", `/${id}`)).body).toMatchObject({ mime_type: "image/jpeg", file_size: "5" });
    expect(sandbox.webhooks.length).toBe(before);
    const response = await fetch(`${sandbox.url}/_sandbox/customers/15550123456/uploads`, {
      method: "POST",
      headers: { "content-type": "image/png" },
      body: picture,
    });
    expect(await response.json()).toMatchObject({ id: expect.stringMatching(/^\d+$/), mime_type: "image/png" });
  });
});

describe("sendFile()", () => {
  it("can answer a message", async () => {
    const { id } = await ada().text("Which one?");
    const query = new URLSearchParams({ phone_number_id: number, context: id });
    await fetch(`${sandbox.url}/_sandbox/customers/15550123456/files?${query}`, {
      method: "POST",
      headers: { "content-type": "audio/webm;codecs=opus" },
      body: picture,
    });
    expect(told()).toMatchObject({ type: "audio", context: { id } });
  });

  it("is told by webhook, and the business downloads the bytes", async () => {
    await ada().sendFile(picture, { type: "image/jpeg", caption: "The door" });
    const sha256 = createHash("sha256").update(picture);
    expect(told()).toMatchObject({
      type: "image",
      image: { id: expect.stringMatching(/^\d+$/), mime_type: "image/jpeg", caption: "The door" },
    });
    const { id, sha256: inWebhook } = Object(told()["image"]);
    expect(inWebhook).toBe(sha256.copy().digest("base64"));
    const { body } = await call("GET", `/${id}?phone_number_id=${number}`);
    expect(body).toMatchObject({ mime_type: "image/jpeg", sha256: sha256.digest("hex"), file_size: "5" });
    const headers = { Authorization: `Bearer ${sandbox.accessToken}` };
    expect(await (await fetch(String(body["url"]), { headers })).bytes()).toEqual(picture);
  });

  it("keeps what was given, whatever becomes of it afterwards", async () => {
    const mine = Buffer.from([1, 2, 3]);
    await ada().sendFile(mine, { type: "image/png" });
    mine.fill(0);
    const { sha256 } = (await call("GET", `/${Object(told()["image"]).id}`)).body;
    expect(sha256).toBe(
      createHash("sha256")
        .update(new Uint8Array([1, 2, 3]))
        .digest("hex"),
    );
  });

  it.each([
    ["audio/ogg; codecs=opus", { voice: true }, { type: "audio", audio: { voice: true } }],
    ["audio/mpeg", {}, { type: "audio", audio: { voice: false, mime_type: "audio/mpeg" } }],
    ["video/mp4", { caption: "A clip" }, { type: "video", video: { caption: "A clip" } }],
    ["image/webp", {}, { type: "sticker", sticker: { animated: false } }],
    ["image/heic", {}, { type: "image", image: { mime_type: "image/heic" } }],
    ["application/zip", {}, { type: "document", document: { mime_type: "application/zip" } }],
    ["image/png", { filename: "plan.png" }, { type: "document", document: { filename: "plan.png" } }],
  ])("sends %s with %j by its type", async (type, options, message) => {
    await ada().sendFile(new Blob([picture], { type }), options);
    expect(told()).toMatchObject(message);
  });

  it.each([undefined, "", "jpeg", "image/", "image/jpeg\r\nx: y"])(
    "refuses the type %j, and keeps nothing",
    async (type) => {
      await expect(ada().sendFile(picture, type === undefined ? {} : { type })).rejects.toThrow("give a media type");
      expect(sandbox.webhooks).toEqual([]);
    },
  );

  it("refuses more than 100 MB", async () => {
    const bytes = new Uint8Array(100 * 1_048_576 + 1);
    await expect(ada().sendFile(bytes, { type: "video/mp4" })).rejects.toThrow("at most 104857600 are possible");
  });
});

describe("download()", () => {
  it("returns the bytes and type of what the business sent", async () => {
    const id = await upload(picture, "image/jpeg");
    await sendAsBusiness({ type: "image", image: { id } });
    const customer = ada();
    const [message] = await customer.inbox();
    expect(customer.download({ id: String(message?.id) })).toEqual({ bytes: picture, type: "image/jpeg" });
  });

  it("finds the file in a template", async () => {
    const image = { id: await upload(picture, "image/jpeg") };
    const components = [
      { type: "header", parameters: [{ type: "image", image }] },
      { type: "body", parameters: ["Ada", "ROAST10"].map((text) => ({ type: "text", text })) },
      {
        type: "button",
        sub_type: "copy_code",
        index: "0",
        parameters: [{ type: "coupon_code", coupon_code: "ROAST10" }],
      },
    ];
    const template = { name: "autumn_tasting", language: { code: "en_GB" }, components };
    const id = await sendAsBusiness({ type: "template", template });
    expect(ada().download({ id }).bytes).toEqual(picture);
  });

  it("says why there is none", async () => {
    const text = await sendAsBusiness({ type: "text", text: { body: "Hello" } });
    expect(() => ada().download({ id: text })).toThrow("there is no message with a file of this id");
    expect(() => ada().download({ id: "wamid.none" })).toThrow("there is no message with a file of this id");
    const link = await sendAsBusiness({ type: "image", image: { link: "https://harbour.example/a.jpg" } });
    expect(() => ada().download({ id: link })).toThrow("was sent by link, https://harbour.example/a.jpg");
    const media = await upload(picture, "image/jpeg");
    const deleted = await sendAsBusiness({ type: "image", image: { id: media } });
    await call("DELETE", `/${media}`);
    expect(() => ada().download({ id: deleted })).toThrow("was deleted or has expired");
  });
});

describe("over HTTP", () => {
  const routes = () => `${sandbox.url}/_sandbox/customers/15550123456/files`;
  const post = (query: string, type: string, body: BodyInit = picture, url = routes()) =>
    fetch(url + query, { method: "POST", headers: { "content-type": type }, body });

  it("a customer sends a file, and sees one", async () => {
    const sent = await post("?caption=The%20door", "image/jpeg");
    expect({ status: sent.status, body: await sent.json() }).toMatchObject({ status: 200, body: { deliveries: [{}] } });
    expect(told()).toMatchObject({ image: { caption: "The door" } });
    const { id } = Object(told()["image"]);
    const message = await sendAsBusiness({ type: "image", image: { id } });
    const seen = await fetch(`${routes()}/${message}`);
    expect([seen.headers.get("content-type"), seen.headers.get("content-disposition")]).toEqual([
      "image/jpeg",
      "attachment",
    ]);
    expect(await seen.bytes()).toEqual(picture);
  });

  it.each([
    ["?color=red", "image/jpeg", 400, "color is not known"],
    ["?voice=yes", "audio/ogg", 400, "voice is not known"],
    ["?phone_number_id=12", "image/jpeg", 400, "there is no such business number"],
    ["", "nothing", 400, "give a media type"],
  ])("%s as %s is refused", async (query, type, status, message) => {
    const response = await post(query, type);
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(message);
  });

  it("a file that is not there has status 404, and pages of other sites may not send one", async () => {
    expect((await fetch(`${routes()}/wamid.none`)).status).toBe(404);
    const headers = { "content-type": "text/plain", origin: "https://evil.example" };
    expect((await fetch(routes(), { method: "POST", headers, body: "a" })).status).toBe(403);
    expect(sandbox.webhooks).toEqual([]);
  });

  it("more than 101 MB are refused with status 413", async () => {
    const bytes = new Uint8Array(101 * 1_048_576 + 1);
    const { sandbox: fresh } = await startSandbox(); // a reused connection may be closed as idle
    const url = `${fresh.url}/_sandbox/customers/15550123456/files`;
    expect((await post("", "video/mp4", bytes, url)).status).toBe(413);
  });
});
