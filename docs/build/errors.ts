import type { ErrorCode } from "../../packages/runtime/src/errors/error-code.ts";
import { errorCodes } from "../../packages/runtime/src/generated/error-codes.ts";
import { cell, code, frontmatter, page, prose, table } from "./markdown.ts";
import type { DocumentedOperation } from "./operations.ts";

export interface DocumentedError extends ErrorCode {
  readonly code: string;
}

export function readErrors(): DocumentedError[] {
  return Object.entries(errorCodes).map(([name, error]) => ({ ...error, code: name }));
}

/** What helps against the errors of a family, beside what their meaning says. */
const remedies: Readonly<Record<ErrorCode["family"], string>> = {
  auth: "Get another token. If `auth` of the client is a function, the client asks it for a fresh one and repeats the call. See [security](/guides/security).",
  block_users: "Take out the users that the answer names, and send the call again with the others.",
  calling:
    "Look at the settings of the number (`getPhoneNumberSettings`) and at what the customer allows: [groups and calls](/guides/groups-and-calls).",
  coexistence: "The number is also used in the WhatsApp Business app: see there, and ask its owner.",
  conversation_routing: "Another partner has the conversation. Ask for it with `controlThread`, or leave it to them.",
  embedded_signup_ui:
    "Show the person what the window says, and let them try again: [Embedded Signup](/guides/signup).",
  flows: "Read the validation errors of the flow, mend its JSON, and publish again: [flows](/guides/flows).",
  groups:
    "Read the group with `getGroup`: is it active, and is there room? See [groups and calls](/guides/groups-and-calls).",
  in_app_signup: "Look at the sign-up and its customer base as the page of the operation says.",
  integrity:
    "Stop sending: the account is restricted or locked. The WhatsApp Manager says what for, and takes an appeal.",
  invalid_request:
    "Compare the call with the page of its operation. The message of the error names the parameter; a call that compiles has no misspelt names.",
  marketing_messages:
    "Compare the template and the account with what marketing messages need; the meaning above says which of them it is.",
  media: "Check the type and the size of the file: [media](/guides/media) has the limits.",
  message_send:
    "Look at the recipient and at the last message of the conversation: outside of 24 hours only templates go through.",
  migration: "Look at where the number is and what the other account has: a migration goes on from there.",
  onboarding: "The client was invited before: go on with that invitation.",
  payments: "Compare the order with the payment configuration of the account, and its currency with the country.",
  permission:
    "Give the token the permission that the operation needs, and its owner a role on the account. The page of the operation names the permission.",
  registration: "Look at the state of the number: is it verified, is it registered, is its PIN right?",
  server:
    "Nothing is wrong with the call. The client repeats what certainly had no effect; before you repeat others, find out what became of them.",
  template:
    "Compare the message with the template as it is now: its parameters, its language, its status. See [templates](/guides/templates).",
  template_insights: "Switch the insights of templates on for the account first; they cannot be switched off again.",
  throttling:
    "Slow down. The client waits as long as the answer says; [`throttle()`](/guides/errors) keeps calls below the limit from the start.",
  usernames: "Choose another username, or wait until the number may have one.",
  welcome_sequences: "Compare the sequence with the page of the operation, and with the ads that use it.",
};

/** The Markdown of the page of an error code. */
export function errorPage(error: DocumentedError, operations: readonly DocumentedOperation[]): string {
  const mentioned = operations.filter((operation) => mentions(operation, error.code));
  const subcodes = Object.entries(error.subcodes ?? {});
  return page(
    frontmatter({ title: `${error.code}: ${error.name}`, description: error.meaning, prev: false, next: false }),
    `# ${error.code}: ${prose(error.name)}`,
    `${prose(error.meaning)}.`,
    table(
      ["question", "answer"],
      [
        ["Where does it come?", surfaceOf(error)],
        ["With which HTTP status?", (error.status ?? []).join(", ") || "not documented"],
        ["Does the client repeat the call?", repeatOf(error)],
        ["What is `error.family`?", code(error.family)],
      ],
    ),
    "## What to do",
    remedies[error.family],
    ...(subcodes.length > 0
      ? [
          "## Subcodes",
          table(
            ["subcode", "what it is", "repeated"],
            subcodes.map(([name, sub]) => [
              `<span id="${name}">${code(name)}</span>`,
              cell(`${sub.name}: ${sub.meaning}`),
              sub.retryable ? "yes" : "no",
            ]),
          ),
        ]
      : []),
    ...(mentioned.length > 0
      ? [
          "## Operations that name it",
          mentioned.map(({ domain, id }) => `- [${id}](/reference/operations/${domain}/${id})`).join("\n"),
        ]
      : []),
  );
}

/** The table of all codes. */
export function errorTable(errors: readonly DocumentedError[]): string {
  return table(
    ["code", "what it is", "repeated"],
    errors.map((error) => [
      `[${error.code}](/reference/errors/${error.code})`,
      `**${cell(error.name)}** ${cell(error.meaning)}`,
      error.retryable ? "yes" : "no",
    ]),
  );
}

function surfaceOf({ surface }: ErrorCode): string {
  if (surface === "async") return "in webhooks: the call succeeded, the message failed later";
  return surface === "ui" ? "in the window of Embedded Signup only" : "in the answer to a call";
}

function repeatOf({ retryable, rejected, wait, surface }: ErrorCode): string {
  if (surface !== undefined) return "no: it is no answer to a call";
  if (!retryable) return "no: the same call fails again";
  const after = wait === undefined ? "" : `, after ${wait} s unless the answer says better`;
  return rejected
    ? `yes, sends too: the platform did nothing${after}`
    : `yes, unless it may have sent something${after}`;
}

function mentions({ shapes }: DocumentedOperation, error: string): boolean {
  return new RegExp(`\\b${error}\\b`).test(shapes[0]?.operation.description ?? "");
}
