import { type Command, InvalidArgumentError, Option } from "commander";
import { markMessageAsRead, type SendMessage, type SendMessageContent, sendMessage } from "@openwaba/messages";
import { usageError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { addExamples } from "../examples.ts";
import { dim } from "../output/span.ts";
import { readInput, readJsonInput } from "../read-input.ts";
import { mediaMessage } from "../send/media-message.ts";
import { kindNames, type MediaKindName, readSource } from "../send/media-source.ts";
import { templateMessage, type TemplateWords } from "../send/template-message.ts";
import { openSession, type Session } from "../session.ts";

export function registerSend(program: Command, context: Context): void {
  const send = program.command("send").description("Send a message of any kind, or a read receipt");
  registerText(send, context);
  registerTemplate(send, context);
  registerMedia(send, context);
  registerReaction(send, context);
  registerLocation(send, context);
  registerJson(send, context);
  registerRead(send, context);
}

interface Words {
  readonly replyTo?: string;
}

const recipient = "phone number with its country code, as +15550123456, or the id of a user or group";

function registerText(send: Command, context: Context): void {
  const command = send
    .command("text")
    .description("Send text; within 24 hours after the last message of the person")
    .argument("<to>", recipient)
    .argument("[text]", "the text (default standard input)")
    .option("--preview", "show a preview of the first link")
    .addOption(replyOption())
    .action(async (to: string, text: string | undefined, words: Words & { preview?: true }, own: Command) => {
      const session = openSession(context, own);
      const body = text ?? (await readInput(context, undefined, "text")).toString("utf8").trimEnd();
      if (body === "") throw usageError("Cannot send the text: it is empty");
      await deliver(session, to, { type: "text", text: { body, ...(words.preview && { preview_url: true }) } }, words);
    });
  addExamples(
    command,
    ['openwaba send text +15550123456 "Your order is ready."', "Text as an argument"],
    ["./report.sh | openwaba send text +15550123456", "What another program prints"],
  );
}

function registerTemplate(send: Command, context: Context): void {
  const command = send
    .command("template")
    .description("Send an approved template, at any time")
    .argument("<to>", recipient)
    .argument("<name>", "name of the template")
    .option("--language <code>", "language that it is approved in", "en_US")
    .option("--param <value>", "value of the next variable of the text, or name=value; may be repeated", collect)
    .option("--header-text <value>", "value of the variable in the header, or name=value")
    .option("--header-media <file-or-link>", "picture, video or document of the header")
    .option("--url-button <index=text>", "end of the URL of a button, counted from 0; may be repeated", collect)
    .option("--payload <index=text>", "what comes back when a button is pressed; may be repeated", collect)
    .option("--copy-code <code>", "code of the button that copies one")
    .addOption(replyOption())
    .action(async (to: string, name: string, words: Words & TemplateWords & { headerMedia?: string }, own: Command) => {
      const session = openSession(context, own);
      templateMessage(name, words, undefined); // what is wrong with the words is said before a file is uploaded
      const header = words.headerMedia === undefined ? undefined : await readSource(session, words.headerMedia);
      await deliver(session, to, { type: "template", template: templateMessage(name, words, header) }, words);
    });
  addExamples(
    command,
    ["openwaba send template +15550123456 hello_world", "A template without variables"],
    [
      "openwaba send template +15550123456 order_ready --language en_GB --param Amara --param HC-20931",
      "Values in order",
    ],
    ["openwaba send template +15550123456 parcel --param first_name=Amara --url-button 0=HC-20931", "Values by name"],
  );
}

function registerMedia(send: Command, context: Context): void {
  const command = send
    .command("media")
    .description(
      "Send a picture, video, document, audio or sticker: a file is uploaded first, a link is fetched by the platform",
    )
    .argument("<to>", recipient)
    .argument("<file-or-link>", "path of a file, or https://…")
    .option("--caption <text>", "text beneath a picture, video or document")
    .option("--filename <name>", "name of a document that the person sees")
    .option("--voice", "show audio as a voice message")
    .addOption(new Option("--kind <kind>", "kind of file (default what its extension says)").choices(kindNames))
    .addOption(replyOption())
    .action(async (to: string, given: string, words: Words & MediaOptions, own: Command) => {
      const session = openSession(context, own);
      const source = await readSource(session, given, words.kind);
      await deliver(session, to, mediaMessage(source, words), words);
    });
  addExamples(
    command,
    ['openwaba send media +15550123456 menu.pdf --caption "Our menu"', "A file of yours"],
    ["openwaba send media +15550123456 https://example.com/shop.jpg", "A link"],
  );
}

interface MediaOptions {
  readonly caption?: string;
  readonly filename?: string;
  readonly voice?: true;
  readonly kind?: MediaKindName;
}

function registerReaction(send: Command, context: Context): void {
  const command = send
    .command("reaction")
    .description("React to a message with an emoji, or take the reaction back")
    .argument("<to>", recipient)
    .argument("<message-id>", "id of the message, wamid.…")
    .argument("[emoji]", "one emoji; without it the reaction is taken back", "")
    .action(async (to: string, message_id: string, emoji: string, _, own: Command) => {
      await deliver(openSession(context, own), to, { type: "reaction", reaction: { message_id, emoji } }, {});
    });
  addExamples(command, ["openwaba send reaction +15550123456 wamid.HBgLMTU1NTAxMjM0NTYVAgASGBQzQQA= 👍", "A thumb"]);
}

function registerLocation(send: Command, context: Context): void {
  const command = send
    .command("location")
    .description("Send a place on the map")
    .argument("<to>", recipient)
    .argument("<latitude>", "degrees, such as 37.7936", degrees)
    .argument("<longitude>", "degrees, such as -122.3965", degrees)
    .option("--name <text>", "name of the place")
    .option("--address <text>", "its address")
    .addOption(replyOption())
    .action(async (to: string, latitude: number, longitude: number, words: Words & PlaceOptions, own: Command) => {
      const { name, address } = words;
      const place = { ...(name !== undefined && { name }), ...(address !== undefined && { address }) };
      const location = { latitude, longitude, ...place };
      await deliver(openSession(context, own), to, { type: "location", location }, words);
    });
  addExamples(command, [
    'openwaba send location +15550123456 37.7936 -122.3965 --name "Harbour Coffee"',
    "Where the shop is",
  ]);
}

interface PlaceOptions {
  readonly name?: string;
  readonly address?: string;
}

function registerJson(send: Command, context: Context): void {
  const command = send
    .command("json")
    .description("Send any other message, written in JSON as the platform documents it")
    .argument("[file]", "file with the message (default standard input)")
    .action(async (file: string | undefined, _, own: Command) => {
      const session = openSession(context, own);
      const message = await readJsonInput(context, file, "message");
      await take(session, message as unknown as SendMessage); // the platform says what is wrong with it
    });
  addExamples(
    command,
    ["openwaba send json buttons.json", "A message with buttons, from a file"],
    [
      'echo \'{"to":"+15550123456","type":"text","text":{"body":"Hello"}}\' | openwaba send json',
      "From standard input",
    ],
  );
}

function registerRead(send: Command, context: Context): void {
  const command = send
    .command("read")
    .description("Mark a message of a person as read, and all before it")
    .argument("<message-id>", "id of the message, wamid.…")
    .option("--typing", "show that an answer is being written")
    .action(async (message_id: string, { typing }: { typing?: true }, own: Command) => {
      const session = openSession(context, own);
      const client = await session.client();
      const phone_number_id = await session.phoneNumberId();
      const receipt = { message_id, ...(typing && { typing_indicator: { type: "text" as const } }) };
      const answer = await markMessageAsRead(client, { phone_number_id, ...receipt }, session.call);
      session.output.result(answer, ["Marked as read"]);
    });
  addExamples(command, [
    "openwaba send read wamid.HBgLMTU1NTAxMjM0NTYVAgASGBQzQQA= --typing",
    "Read, and an answer is coming",
  ]);
}

async function deliver(session: Session, to: string, content: SendMessageContent, words: Words): Promise<void> {
  const reply = words.replyTo === undefined ? {} : { context: { message_id: words.replyTo } };
  await take(session, { ...recipientOf(to), ...content, ...reply });
}

async function take(session: Session, message: SendMessage): Promise<void> {
  const client = await session.client();
  const phone_number_id = await session.phoneNumberId();
  session.output.progress("Sending …");
  const sent = await sendMessage(client, { phone_number_id, ...message }, session.call);
  const [first] = sent.messages;
  session.output.result(sent, [first?.id ?? "The message was taken"]);
  const state = first?.message_status;
  const held = state === undefined || state === "accepted" ? "" : ` (${state})`;
  session.output.note(dim(`Taken for delivery${held}: what becomes of it is told by webhook`));
}

/** Ids of users have a country before a full stop, those of groups letters. */
function recipientOf(to: string): { to: string; recipient_type?: "group" } | { recipient: string } {
  if (/^[A-Z]{2}\.\w/.test(to)) return { recipient: to };
  if (/^\+?[\d ()-]+$/.test(to)) return { to };
  if (/^[\w=-]{10,}$/.test(to)) return { to, recipient_type: "group" };
  throw usageError("Cannot send to this recipient: it is neither a phone number nor the id of a user or group");
}

function replyOption(): Option {
  return new Option("--reply-to <message-id>", "message to quote, wamid.…");
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

function degrees(text: string): number {
  if (/^-?\d{1,3}(?:\.\d+)?$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It is not a number of degrees.");
}
