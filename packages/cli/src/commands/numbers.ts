import type { Command } from "commander";
import { getPhoneNumber, listPhoneNumbers, registerPhoneNumber } from "@openwaba/phone-numbers";
import { exitCodes } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { addExamples } from "../examples.ts";
import { healthBlocks, stateSpan } from "../health.ts";
import { fields } from "../output/layout.ts";
import { bold, dim } from "../output/span.ts";
import { readId } from "../read-id.ts";
import { readPin } from "../read-pin.ts";
import { openSession } from "../session.ts";

const listed = [
  "id",
  "display_phone_number",
  "verified_name",
  "status",
  "quality_rating",
  "code_verification_status",
  "name_status",
  "throughput",
] as const;

const shown = [
  ...listed,
  "whatsapp_business_manager_messaging_limit",
  "platform_type",
  "is_pin_enabled",
  "webhook_configuration",
  "health_status",
] as const;

export function registerNumbers(program: Command, context: Context): void {
  const numbers = program
    .command("numbers")
    .description("Look at the business numbers of an account, and register one");
  registerList(numbers, context);
  registerShow(numbers, context);
  registerHealth(numbers, context);
  registerRegister(numbers, context);
}

function registerList(numbers: Command, context: Context): void {
  const command = numbers
    .command("list", { isDefault: true })
    .description("List the numbers of an account with their status, quality and limits")
    .action(async (_, own: Command) => {
      const session = openSession(context, own);
      const client = await session.client();
      const waba_id = await session.wabaId();
      const all = await listPhoneNumbers(client, { waba_id, fields: listed }, session.call).toArray();
      const rows = all.map((each) => [
        each.id,
        each.display_phone_number ?? "",
        each.verified_name ?? "",
        stateSpan(each.status),
        stateSpan(each.quality_rating),
        each.throughput?.level ?? "",
      ]);
      const head = ["id", "number", "name", "status", "quality", "throughput"];
      const none = `The account ${waba_id} has no numbers: add one in the WhatsApp Manager`;
      session.output.result({ phone_numbers: all }, rows.length === 0 ? [none] : [{ head, rows }]);
    });
  addExamples(
    command,
    ["openwaba numbers", "All numbers of the account of the environment"],
    ["openwaba numbers list --waba 102290129340398 --json", "The numbers of another account, for a program"],
  );
}

function registerShow(numbers: Command, context: Context): void {
  const command = numbers
    .command("show")
    .description("Show a number: status, quality, limits, where its webhooks go, and what keeps it from sending")
    .argument("[id]", "id of the number (default that of --phone-number)")
    .action(async (id: string | undefined, _, own: Command) => {
      const session = openSession(context, own);
      const client = await session.client();
      const phone_number_id = await readId(id, session.phoneNumberId);
      const number = await getPhoneNumber(client, { phone_number_id, fields: shown }, session.call);
      const { webhook_configuration: webhook } = number;
      session.output.result(number, [
        [bold(number.display_phone_number ?? number.id), " ", number.verified_name ?? ""],
        fields([
          ["id", number.id],
          ["status", stateSpan(number.status)],
          ["quality", stateSpan(number.quality_rating)],
          ["messaging limit", number.whatsapp_business_manager_messaging_limit],
          ["throughput", number.throughput?.level],
          ["display name", stateSpan(number.name_status)],
          ["code verification", stateSpan(number.code_verification_status)],
          ["platform", number.platform_type],
          [
            "two-step verification",
            number.is_pin_enabled === undefined ? undefined : number.is_pin_enabled ? "on" : "off",
          ],
          ["webhooks of the number", webhook?.phone_number],
          ["webhooks of the account", webhook?.whatsapp_business_account],
          ["webhooks of the app", webhook?.application],
        ]),
        ...healthBlocks(number.health_status),
      ]);
    });
  addExamples(command, ["openwaba numbers show 108110225544001", "One number, by its id"]);
}

function registerHealth(numbers: Command, context: Context): void {
  const command = numbers
    .command("health")
    .description("Say whether a number can send, and what keeps it from it; the exit code is 1 if it is blocked")
    .argument("[id]", "id of the number (default that of --phone-number)")
    .action(async (id: string | undefined, _, own: Command) => {
      const session = openSession(context, own);
      const client = await session.client();
      const phone_number_id = await readId(id, session.phoneNumberId);
      const number = await getPhoneNumber(client, { phone_number_id, fields: ["id", "health_status"] }, session.call);
      session.output.result(number, healthBlocks(number.health_status));
      if (number.health_status?.can_send_message === "BLOCKED") context.outcome.exitCode = exitCodes.failed;
    });
  addExamples(command, ["openwaba numbers health", "Can the number of the environment send?"]);
}

function registerRegister(numbers: Command, context: Context): void {
  const command = numbers
    .command("register")
    .description("Register a verified number, so that it can send; takes its PIN from WHATSAPP_PIN, or asks for it")
    .argument("[id]", "id of the number (default that of --phone-number)")
    .action(async (id: string | undefined, _, own: Command) => {
      const session = openSession(context, own);
      const client = await session.client();
      const phone_number_id = await readId(id, session.phoneNumberId);
      const pin = await readPin(session);
      const answer = await registerPhoneNumber(client, { phone_number_id, pin }, session.call);
      session.output.result(answer, [`The number ${phone_number_id} is registered: it can send and receive now`]);
      session.output.note(dim("Keep its PIN: the next registration asks for it"));
    });
  addExamples(command, ["openwaba numbers register 108110225544001", "It asks for the PIN, which is not shown"]);
}
