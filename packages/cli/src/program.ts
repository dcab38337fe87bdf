import { Command } from "commander";
import type { Context } from "./context.ts";
import { registerCompletion } from "./commands/completion.ts";
import { registerDoctor } from "./commands/doctor.ts";
import { registerErrors } from "./commands/errors.ts";
import { registerFlows } from "./commands/flows.ts";
import { registerNumbers } from "./commands/numbers.ts";
import { registerSandbox } from "./commands/sandbox.ts";
import { registerSend } from "./commands/send.ts";
import { registerTemplates } from "./commands/templates.ts";
import { registerToken } from "./commands/token.ts";
import { registerWebhooks } from "./commands/webhooks.ts";
import { addSettings } from "./settings.ts";
import { version } from "./version.ts";

/** The program with all its commands, which read and write what the context has. */
export function createProgram(context: Context): Command {
  const program = new Command("openwaba")
    .description("The WhatsApp Business Platform on the command line")
    .version(version, "--version", "print the version")
    .helpOption("--help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void context.stdout.write(text),
      writeErr: (text) => void context.stderr.write(text),
      outputError: () => undefined, // who runs the program prints what is wrong
      getOutHelpWidth: () => context.stdout.columns ?? 100,
      getErrHelpWidth: () => context.stderr.columns ?? 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  addSettings(program);
  registerDoctor(program, context);
  registerSend(program, context);
  registerNumbers(program, context);
  registerFlows(program, context);
  registerToken(program, context);
  registerTemplates(program, context);
  registerWebhooks(program, context);
  registerErrors(program, context);
  registerSandbox(program);
  registerCompletion(program, context);
  program.addHelpText("after", environmentHelp);
  return program;
}

const environmentHelp = `
Variables, also from the file of --env-file:
  WHATSAPP_ACCESS_TOKEN         access token; without one a person is asked for it
  WHATSAPP_PHONE_NUMBER_ID      business number that sends
  WHATSAPP_BUSINESS_ACCOUNT_ID  WhatsApp Business Account
  META_APP_ID, META_APP_SECRET  the app: its secret signs calls and webhooks
  WEBHOOK_VERIFY_TOKEN          what your webhook knows the platform by
  WHATSAPP_PIN                  PIN of a number, for openwaba numbers register
  FLOW_PASSPHRASE               encrypts the private key of openwaba flows keys generate
  WHATSAPP_BASE_URL             another address of the Graph API, such as that of a sandbox
  NO_COLOR                      no colours

Exit codes: 0 done, 1 failed or something is broken, 2 wrong options, 130 stopped by Ctrl+C`;
