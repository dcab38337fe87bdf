/** What a command cannot do and how to fix it: a message for people, printed without a stack. */
export class CommandError extends Error {}

/** Runs a command; exits with the message of a `CommandError`. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    if (!isForPeople(error)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/** Errors of `parseArgs` name the wrong option. */
function isForPeople(error: unknown): error is Error {
  return (
    error instanceof CommandError ||
    (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"))
  );
}
