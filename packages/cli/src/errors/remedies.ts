import type { ErrorCode } from "@openwaba/runtime/error-codes";

/** What helps against the errors of a family, beside what their meaning says: Markdown, with links to the documentation. */
export const remedies: Readonly<Record<ErrorCode["family"], string>> = {
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

/** The same as plain text; undefined for a family that is not documented. */
export function remedyFor(family: string): string | undefined {
  const remedy = (remedies as Readonly<Record<string, string>>)[family];
  return remedy?.replaceAll(
    /\[([^\]]*)\]\((\/[^)]*)\)/g,
    (_, text: string, path: string) => `${text} (${homepage}${path})`,
  );
}

/** Where the documentation is published. */
export const homepage = "https://openwaba.github.io/openwaba";
