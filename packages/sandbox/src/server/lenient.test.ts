import { describe, expect, it } from "vitest";
import { refusal, shareSandbox } from "../sandbox.test-support.ts";

const accessToken = "EAAGlantern";
const { sandbox } = await shareSandbox({ strict: false, accessToken });
const { sandbox: strict } = await shareSandbox({ strict: true, accessToken });
const business = "506914307656634";
const number = "108110225544001";
const token = { Authorization: `Bearer ${accessToken}` };
const json = { ...token, "Content-Type": "application/json" };
const text = { messaging_product: "whatsapp", to: "+15550123456", type: "text", text: { body: "Hello" } };

interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | URLSearchParams | FormData;
}

async function sendTo({ url }: { url: string }, path: string, init: Sent = {}) {
  const { headers, status, ...response } = await fetch(url + path, init).then(async (answer) => ({
    headers: answer.headers,
    status: answer.status,
    body: (await answer.json()) as Record<string, unknown>,
  }));
  return {
    status,
    body: response.body,
    warning: headers.get("x-sandbox-warning"),
    version: headers.get("facebook-api-version"),
  };
}

const query = (values: Record<string, string>) => new URLSearchParams(values);
const form = (values: Record<string, string>) => {
  const fields = new FormData();
  for (const [name, value] of Object.entries(values)) fields.append(name, value);
  return fields;
};
const asText = { ...text, text: JSON.stringify(text.text) };
const messages = `/v25.0/${number}/messages`;
const pool = `/v25.0/${business}/preverified_numbers`;
const templates = "/v25.0/102290129340398/message_templates";

describe("like the platform, with a warning, and not when strict:", () => {
  const cases: [what: string, path: string, init: Sent, warning: string, refused: string][] = [
    [
      "a body in the query",
      `${messages}?${query(asText)}`,
      { method: "POST", headers: token },
      "messaging_product is documented in the body, not in the query; to is",
      "Unknown parameter messaging_product: it belongs into the body",
    ],
    [
      "a body as a form",
      messages,
      { method: "POST", headers: token, body: query(asText) },
      "The content type of the request body must be application/json, it is application/x-www-form-urlencoded",
      "content type",
    ],
    [
      "a body as a form with parts",
      messages,
      { method: "POST", headers: token, body: form(asText) },
      "must be application/json, it is multipart/form-data",
      "content type",
    ],
    [
      "an unknown parameter of the query",
      `${pool}?limt=5`,
      { headers: token },
      "Unknown parameter limt: allowed here are",
      "Unknown parameter limt",
    ],
    [
      "an unknown parameter of the body",
      messages,
      { method: "POST", headers: json, body: JSON.stringify({ ...text, größe: 1 }) },
      "Unknown parameter gr\\u00f6\\u00dfe: allowed here are",
      "Unknown parameter größe",
    ],
    [
      "an unknown parameter inside of the body",
      messages,
      { method: "POST", headers: json, body: JSON.stringify({ ...text, text: { body: "a", previewUrl: true } }) },
      "Unknown parameter text.previewUrl: allowed here are body, preview_url",
      "Unknown parameter text.previewUrl: allowed here are body, preview_url",
    ],
    [
      "the content of another type of message",
      messages,
      { method: "POST", headers: json, body: JSON.stringify({ ...text, image: { id: "1" } }) },
      "Unknown parameter image where type is text: allowed here are",
      "Unknown parameter image where type is text",
    ],
    [
      "a parameter of the body as JSON in text",
      messages,
      { method: "POST", headers: json, body: JSON.stringify(asText) },
      "Param text must be an object, got a string",
      "Param text must be an object",
    ],
    [
      "a number for text",
      messages,
      { method: "POST", headers: json, body: JSON.stringify({ ...text, to: 15_550_123_456 }) },
      "Param to must be a string, got an integer",
      "Param to must be a string",
    ],
    [
      "null inside of the body",
      messages,
      { method: "POST", headers: json, body: JSON.stringify({ ...text, text: { body: "a", preview_url: null } }) },
      "Param text.preview_url is null: leave it out",
      "Param text.preview_url must be a boolean",
    ],
    [
      "a constant in small letters",
      `/v25.0/${number}/message_qrdls`,
      { method: "POST", headers: json, body: JSON.stringify({ prefilled_message: "a", generate_qr_image: "png" }) },
      "Param generate_qr_image must be one of PNG, SVG, got small letters",
      "Param generate_qr_image must be one of PNG, SVG",
    ],
    [
      "one value for a list in the query",
      `${templates}?${query({ status: "APPROVED" })}`,
      { headers: token },
      "Param status must be an array, got a string",
      "Param status must be an array",
    ],
    [
      "a parameter that comes twice",
      `${pool}?limit=1&limit=2`,
      { headers: token },
      "Param limit is given more than once: the last one counts",
      "Param limit is given more than once",
    ],
    [
      "the token in the query",
      `${pool}?access_token=${accessToken}`,
      {},
      "access_token is sent in the query: send it in the header Authorization",
      "there is none",
    ],
    [
      "the token in a body",
      messages,
      {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ ...text, access_token: accessToken }),
      },
      "access_token is sent in the body: send it in the header Authorization",
      "there is none",
    ],
    [
      "the token in a form",
      messages,
      { method: "POST", body: query({ ...asText, access_token: accessToken }) },
      "access_token is sent in the body",
      "there is none",
    ],
    ["a slash at the end", `${pool}/`, { headers: token }, "the path ends in a slash", "ends in a slash"],
    [
      "no version",
      `/${business}/preverified_numbers`,
      { headers: token },
      "the URL has no version and is answered in the shape of v25.0",
      "does not begin with a version",
    ],
    [
      "an older version",
      `/v21.0/${business}/preverified_numbers`,
      { headers: token },
      "v21.0 is answered in the shape of v23.0, the oldest version of the sandbox",
      "there is no version v21.0",
    ],
    [
      "a parameter of the query in a body",
      templates,
      { method: "DELETE", headers: json, body: JSON.stringify({ name: "not_there", hsm_ids: ["1"] }) },
      "name is documented in the query, not in the body; hsm_ids is",
      "Unknown parameter name: it belongs into the query",
    ],
    [
      "a list of the query as JSON",
      `${templates}?${query({ summary: '["total_count"]' })}`,
      { headers: token },
      "Param summary must be sent as values separated by commas, not as JSON",
      "Param summary must be sent as values separated by commas, not as JSON",
    ],
  ];

  it.each(cases)("%s", async (_, path, init, warning, refused) => {
    const answer = await sendTo(sandbox, path, init);
    expect(answer.body).not.toHaveProperty("error.code", 190);
    if (init.method !== "DELETE") expect(answer.status).toBe(200);
    expect(answer.warning).toContain(warning);
    expect(sandbox.calls.at(-1)?.warnings?.length).toBeGreaterThan(0);
    const denied = await sendTo(strict, path, init);
    expect(denied.status).toBeGreaterThanOrEqual(400);
    expect(denied).toMatchObject({ warning: null, body: { error: { message: expect.stringContaining(refused) } } });
    expect(strict.calls.at(-1)).not.toHaveProperty("warnings");
  });

  it("nothing is warned of where everything is documented", async () => {
    expect(await sendTo(sandbox, pool, { headers: token })).toMatchObject({ status: 200, warning: null });
    const sent = await sendTo(sandbox, messages, { method: "POST", headers: json, body: JSON.stringify(text) });
    expect(sent).toMatchObject({ status: 200, warning: null });
    expect(sandbox.warnings).toEqual([]);
  });
});

describe("a lenient sandbox", () => {
  it("names the version that was asked for, and records the one that answered", async () => {
    expect(await sendTo(sandbox, `/v22.0/${business}/preverified_numbers`, { headers: token })).toMatchObject({
      status: 200,
      version: "v22.0",
    });
    expect(await sendTo(sandbox, `/${business}/preverified_numbers`, { headers: token })).toMatchObject({
      version: "v25.0",
    });
    expect(sandbox.calls.map(({ version }) => version)).toEqual(["v23.0", "v25.0"]);
  });

  it("rejects versions that are not there yet, and the root", async () => {
    expect(await sendTo(sandbox, `/v99.0${pool}`, { headers: token })).toMatchObject(refusal(400, 2500, "v99.0"));
    expect(await sendTo(sandbox, "/", { headers: token })).toMatchObject(refusal(400, 2500, "does not begin with"));
  });

  it("prefers the body to the query, and the header to both for the token", async () => {
    const add = `/v25.0/${business}/add_phone_numbers`;
    const body = JSON.stringify({ phone_number: "+15550123456", access_token: "not-the-one" });
    const path = `${add}?phone_number=%2B15550199999&access_token=not-the-one`;
    const { body: added } = await sendTo(sandbox, path, { method: "POST", headers: json, body });
    const { body: read } = await sendTo(sandbox, `/v25.0/${String(added["id"])}?fields=phone_number`, {
      headers: token,
    });
    expect(read).toMatchObject({ phone_number: "+15550123456" });
    expect(JSON.stringify(sandbox.warnings)).not.toContain("not-the-one");
  });

  it("takes an empty body, and still names what is missing in it", async () => {
    const answer = await sendTo(sandbox, messages, { method: "POST", headers: json });
    expect(answer).toMatchObject(refusal(400, 100, "is required"));
    expect(answer.warning).toBe("The request body is required and missing");
    const publish = `/v25.0/594425479261596/publish`;
    const none = { method: "POST", headers: token };
    expect((await sendTo(sandbox, publish, none)).status).toBe((await sendTo(strict, publish, none)).status);
  });

  it("checks a token wherever it is", async () => {
    const wrong = { access_token: "not-the-one" };
    const denied = refusal(401, 190);
    expect(await sendTo(sandbox, `${pool}?${query(wrong)}`)).toMatchObject(denied);
    expect(await sendTo(sandbox, messages, { method: "POST", body: query({ ...asText, ...wrong }) })).toMatchObject(
      denied,
    );
    expect(await sendTo(sandbox, messages, { method: "POST", body: form({ ...asText, ...wrong }) })).toMatchObject(
      denied,
    );
    expect(await sendTo(sandbox, messages, { method: "POST", body: query(asText) })).toMatchObject(denied);
    expect(await sendTo(sandbox, pool)).toMatchObject(denied);
    expect(JSON.stringify([sandbox.calls, sandbox.warnings])).not.toContain("not-the-one");
  });

  it("says what to do with JSON that is sent as a form", async () => {
    const headers = { ...token, "Content-Type": "application/x-www-form-urlencoded" };
    const body = JSON.stringify({ ...text, access_token: "not-the-one" });
    const answer = await sendTo(sandbox, messages, { method: "POST", headers, body });
    expect(answer).toMatchObject(refusal(400, 100, "The request body looks like JSON: send it as application/json"));
    expect(JSON.stringify([answer, sandbox.calls])).not.toContain("not-the-one");
  });

  it("shows no name that may hold a secret", async () => {
    const headers = { ...token, "Content-Type": "application/x-www-form-urlencoded" };
    const body = "'{access_token: EAAGsecret, to: 1}'";
    const answer = await sendTo(sandbox, `${messages}?${body}`, { method: "POST", headers, body });
    expect(answer.warning).toContain("Unknown parameter (a name of");
    expect(JSON.stringify([answer, sandbox.warnings])).not.toContain("EAAGsecret");
  });

  it("accepts a batch as JSON, with its token, and warns for each item", async () => {
    const batch = [{ method: "GET", relative_url: `${business}/preverified_numbers?limt=1` }];
    const headers = { "Content-Type": "application/json" };
    const body = JSON.stringify({ batch, access_token: accessToken });
    const answer = await sendTo(sandbox, "/v25.0/", { method: "POST", headers, body });
    expect(answer).toMatchObject({ status: 200, warning: "The batch must be sent as a form, not as JSON" });
    expect(answer.body).toMatchObject([
      { code: 200, headers: expect.arrayContaining([{ name: "x-sandbox-warning", value: expect.any(String) }]) },
    ]);
  });

  it("lists its warnings, at most 20 of a call, until it is reset", async () => {
    await sendTo(sandbox, `${pool}?limt=5`, { headers: token });
    expect(sandbox.warnings).toEqual([
      {
        method: "GET",
        path: pool,
        operation: "listPreverifiedNumbers",
        message: expect.stringMatching(/^Unknown parameter limt: allowed here are fields, /),
      },
    ]);
    const many = Array.from({ length: 100 }, (_, index) => [`unknown_${index}`, "1"]);
    await sendTo(sandbox, `${pool}?${new URLSearchParams(many)}`, { headers: token });
    expect(sandbox.warnings).toHaveLength(21);
    sandbox.reset();
    expect(sandbox.warnings).toEqual([]);
  });
  it("survives bodies with very many names and problems", async () => {
    const post = (body: object) =>
      sendTo(sandbox, messages, { method: "POST", headers: json, body: JSON.stringify(body) });
    const wide = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`größe${index}`, 1]));
    const answer = await post({ ...text, ...wide, text: { body: "a", ...wide } });
    expect(answer).toMatchObject({ status: 200, warning: expect.stringContaining("Unknown parameter text.gr") });
    const template = { name: "a", language: { code: "en" }, components: Array.from({ length: 300_000 }, () => 0) };
    expect(await post({ ...text, type: "template", template })).toMatchObject(
      refusal(400, 100, "Param template.components.0 must be an object"),
    );
    expect(await post({ ...text, ...wide, text: 5 })).toMatchObject(refusal(400, 100, "Param text must be an object"));
  });
});
