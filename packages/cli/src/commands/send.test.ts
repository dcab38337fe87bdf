import { expect, test } from "vitest";
import { cli, environmentOf, folderWith, sandboxFor } from "../cli.test-support.ts";

const to = "+15550123456";

test.each([
  ["no recipient", ["text"], "missing required argument 'to'"],
  ["a recipient that is none", ["text", "Amara", "Hello"], "Cannot send to this recipient"],
  ["no text", ["text", to], "the text: it is empty"],
  ["an unknown option", ["text", to, "Hello", "--bold"], "unknown option '--bold'"],
  ["values with and without names", ["template", to, "parcel", "--param", "a", "--param", "b=c"], "Cannot mix values"],
  ["a button without a place", ["template", to, "parcel", "--url-button", "HC-1"], "Cannot read --url-button"],
  ["a latitude of words", ["location", to, "north", "1"], "It is not a number of degrees"],
  ["a file that is not there", ["media", to, "nothing.pdf"], "Cannot send nothing.pdf: there is no such file"],
  ["a link without a kind", ["media", to, "https://example.com/x"], "give --kind"],
  ["a caption for audio", ["media", to, "https://example.com/x.mp3", "--caption", "x"], "audio has none"],
  ["a message that is no JSON", ["json"], "it is not JSON"],
])("send refuses %s", async (_, words, message) => {
  const sandbox = await sandboxFor();
  const { exitCode, stdout, stderr } = await cli(["send", ...words], { environment: environmentOf(sandbox) });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toContain(message);
  expect(sandbox.sent).toEqual([]);
});

test("send template prints the id alone, so that a script can take it", async () => {
  const sandbox = await sandboxFor();
  const { exitCode, stdout, stderr } = await cli(["send", "template", to, "hello_world", `--sandbox=${sandbox.url}`]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `${sandbox.sent[0]?.id}\n` });
  expect(stderr).toContain("Taken for delivery");
});

test("send text takes what another program prints", async () => {
  const sandbox = await sandboxFor();
  const words = ["send", "text", to, "--sandbox", sandbox.url, "--json"];
  const { exitCode, stdout } = await cli(words, { input: "Line 1\nLine 2\n" });
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ messages: [{ id: sandbox.sent[0]?.id }] });
  expect(bodyOf(sandbox)).toMatchObject({ type: "text", text: { body: "Line 1\nLine 2" } });
});

test("send text quotes a message and shows a preview", async () => {
  const sandbox = await sandboxFor();
  const customer = sandbox.customer(to);
  const { id } = await customer.text("Where are you?");
  const words = ["send", "text", to, "https://example.com", "--preview", "--reply-to", id];
  expect(await cli(words, { environment: environmentOf(sandbox) })).toMatchObject({ exitCode: 0 });
  expect(bodyOf(sandbox)).toMatchObject({ text: { preview_url: true }, context: { message_id: id } });
});

test("send template fills in variables by name, and the button", async () => {
  const sandbox = await sandboxFor();
  const values = ["--param", "first_name=Amara", "--param", "parcel_number=HC-1", "--url-button", "0=HC-1"];
  const words = ["send", "template", to, "delivery_on_its_way", "--language", "en_GB", ...values];
  await cli(words, { environment: environmentOf(sandbox) });
  expect(bodyOf(sandbox)).toMatchObject({
    template: {
      components: [
        {
          type: "body",
          parameters: [
            { parameter_name: "first_name", text: "Amara" },
            { parameter_name: "parcel_number", text: "HC-1" },
          ],
        },
        { type: "button", sub_type: "url", index: "0", parameters: [{ type: "text", text: "HC-1" }] },
      ],
    },
  });
});

test("send media uploads a file and sends it under its name", async () => {
  const sandbox = await sandboxFor();
  const cwd = await folderWith({ "menu.pdf": "%PDF-1.7 a menu" });
  const words = ["send", "media", to, "menu.pdf", "--caption", "Our menu", "--sandbox", sandbox.url];
  expect(await cli(words, { cwd })).toMatchObject({ exitCode: 0 });
  expect(bodyOf(sandbox)).toMatchObject({
    type: "document",
    document: { id: expect.any(String), filename: "menu.pdf", caption: "Our menu" },
  });
});

test("send media refuses a file of a type that the platform does not take", async () => {
  const sandbox = await sandboxFor();
  const cwd = await folderWith({ "program.exe": "MZ" });
  const words = ["send", "media", to, "program.exe", "--kind", "document", "--sandbox", sandbox.url];
  const { exitCode, stderr } = await cli(words, { cwd });
  expect(exitCode).toBe(1);
  expect(stderr).toContain("Cannot upload the file: its type is not known");
});

test.each([
  ["media by a link", ["media", to, "https://example.com/shop.jpg"], { type: "image" }],
  ["a place in the west", ["location", to, "37.7936", "-122.3965"], { location: { longitude: -122.3965 } }],
])("send sends %s", async (_, words, body) => {
  const sandbox = await sandboxFor();
  expect(await cli(["send", ...words], { environment: environmentOf(sandbox) })).toMatchObject({ exitCode: 0 });
  expect(bodyOf(sandbox)).toMatchObject(body);
});

test("send reaction and send read name a message of a customer", async () => {
  const sandbox = await sandboxFor();
  const { id } = await sandbox.customer(to).text("Thank you");
  const environment = environmentOf(sandbox);
  expect(await cli(["send", "reaction", to, id, "👍"], { environment })).toMatchObject({ exitCode: 0 });
  expect(bodyOf(sandbox)).toMatchObject({ reaction: { message_id: id, emoji: "👍" } });
  const read = await cli(["send", "read", id, "--typing"], { environment });
  expect(read).toMatchObject({ exitCode: 0, stdout: "Marked as read\n" });
});

test("send json sends whatever the platform documents", async () => {
  const sandbox = await sandboxFor();
  const message = { to, type: "text", text: { body: "Hello" } };
  const cwd = await folderWith({ "message.json": JSON.stringify(message) });
  const run = await cli(["send", "json", "message.json"], { cwd, environment: environmentOf(sandbox) });
  expect(run).toMatchObject({ exitCode: 0 });
  expect(bodyOf(sandbox)).toMatchObject(message);
});

test("what the platform rejects is an error with its code, for people and for programs", async () => {
  const sandbox = await sandboxFor();
  const words = ["send", "template", to, "no_such_template", "--json", "--sandbox", sandbox.url];
  const { exitCode, stdout, stderr } = await cli(words);
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 132001, family: "template", retryable: false } });
  expect(stderr).toContain("openwaba errors 132001");
});

function bodyOf(sandbox: Awaited<ReturnType<typeof sandboxFor>>): unknown {
  return sandbox.calls.findLast(({ path }) => path.endsWith("/messages"))?.body;
}
