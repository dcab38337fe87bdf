import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Command } from "commander";
import { generateFlowKeys } from "@openwaba/flows/endpoint";
import { getBusinessPublicKey, setBusinessPublicKey } from "@openwaba/phone-numbers";
import { CliError, exitCodes, usageError } from "../../cli-error.ts";
import type { Context } from "../../context.ts";
import { addExamples } from "../../examples.ts";
import { fields } from "../../output/layout.ts";
import { dim, green, red } from "../../output/span.ts";
import { askSecret } from "../../prompt.ts";
import { readId } from "../../read-id.ts";
import { readInput } from "../../read-input.ts";
import { openSession, type Session } from "../../session.ts";
import { reasonOf } from "../../settings.ts";

export function registerKeys(flows: Command, context: Context): void {
  const keys = flows
    .command("keys")
    .description("The keys between phones and the endpoint of flows: make, upload, and look at them");
  registerStatus(keys, context);
  registerGenerate(keys, context);
  registerUpload(keys, context);
}

function registerStatus(keys: Command, context: Context): void {
  const command = keys
    .command("status", { isDefault: true })
    .description("Say whether a number has a public key that the platform signed; the exit code is 1 if not")
    .argument("[id]", "id of the number (default that of --phone-number)")
    .action(async (id: string | undefined, _, own: Command) => {
      const session = openSession(context, own);
      const client = await session.client();
      const phone_number_id = await readId(id, session.phoneNumberId);
      const { data } = await getBusinessPublicKey(client, { phone_number_id }, session.call);
      const { business_public_key: key, business_public_key_signature_status: status } = data[0] ?? {};
      const isGood = key !== undefined && status === "VALID";
      session.output.result({ phone_number_id, business_public_key: key, signature_status: status }, [
        fields([
          ["number", phone_number_id],
          ["public key", key === undefined ? red("none") : green("there is one")],
          ["signature", status === undefined || status === "VALID" ? status : red(status)],
        ]),
        ...(isGood ? [] : ["Upload the key again: openwaba flows keys upload flow.public.pem"]),
      ]);
      if (!isGood) context.outcome.exitCode = exitCodes.failed;
    });
  addExamples(command, ["openwaba flows keys", "Does the number of the environment have a valid key?"]);
}

function registerGenerate(keys: Command, context: Context): void {
  const command = keys
    .command("generate")
    .description(
      "Make a pair of keys in two new files; the private one is encrypted with FLOW_PASSPHRASE, or what you type",
    )
    .option("--out <name>", "the files are <name>.private.pem and <name>.public.pem", "flow")
    .option("--upload", "upload the public key for the number, too")
    .action(async ({ out, upload: uploads }: { out: string; upload?: true }, own: Command) => {
      const session = openSession(context, own);
      const passphrase = await readPassphrase(session);
      const { privateKey, publicKey } = await generateFlowKeys({ passphrase });
      const files = { private: `${out}.private.pem`, public: `${out}.public.pem` };
      await writeNew(context, files.private, privateKey);
      await writeNew(context, files.public, publicKey);
      const phone_number_id = uploads === true ? await upload(session, undefined, publicKey) : undefined;
      session.output.result({ files, ...(phone_number_id !== undefined && { phone_number_id }) }, [
        fields([
          ["private key", `${files.private}, for the endpoint: keep it out of git`],
          ["public key", files.public],
          ["uploaded for", phone_number_id],
        ]),
      ]);
      if (phone_number_id === undefined)
        session.output.note(
          dim(`Next: openwaba flows keys upload ${files.public}, for each number that sends the flow`),
        );
    });
  addExamples(command, ["openwaba flows keys generate --upload", "New keys for the number of the environment"]);
}

function registerUpload(keys: Command, context: Context): void {
  const command = keys
    .command("upload")
    .description("Upload the public key of the endpoint for a number; each number that sends the flow needs it")
    .argument("[file]", "the public key in PEM (default standard input)")
    .argument("[id]", "id of the number (default that of --phone-number)")
    .action(async (file: string | undefined, id: string | undefined, _, own: Command) => {
      const session = openSession(context, own);
      const pem = (await readInput(context, file, "public key")).toString("utf8").trim();
      const phone_number_id = await upload(session, id, pem);
      session.output.result({ phone_number_id, success: true }, [`The number ${phone_number_id} has the public key`]);
    });
  addExamples(command, ["openwaba flows keys upload flow.public.pem", "The key of the number of the environment"]);
}

async function upload(session: Session, id: string | undefined, pem: string): Promise<string> {
  if (pem.includes("PRIVATE KEY"))
    throw usageError(
      "Cannot upload a private key: it must never leave the endpoint",
      "Give the file with the public key",
    );
  if (!pem.startsWith("-----BEGIN PUBLIC KEY-----"))
    throw usageError("Cannot upload this: it is not a public key in PEM, which begins with -----BEGIN PUBLIC KEY-----");
  const client = await session.client();
  const phone_number_id = await readId(id, session.phoneNumberId);
  await setBusinessPublicKey(client, { phone_number_id, business_public_key: pem }, session.call);
  return phone_number_id;
}

async function readPassphrase(session: Session): Promise<string> {
  const { environment, context, output } = session;
  const given = environment["FLOW_PASSPHRASE"];
  context.secrets.add(given);
  return given ?? askSecret(context, output, "Passphrase of the private key", "set FLOW_PASSPHRASE");
}

/** Never replaces a file: it might be the only copy of a key that is in use. */
async function writeNew({ cwd }: Context, name: string, text: string): Promise<void> {
  try {
    await writeFile(resolve(cwd, name), text, { mode: 0o600, flag: "wx" });
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === "EEXIST";
    throw new CliError(`Cannot write ${name}: ${isThere ? "there is such a file" : reasonOf(error)}`, {
      ...(isThere && { hint: "It may be in use: name other files by --out" }),
    });
  }
}
