/** What a command cannot do, with what to do about it: for people, who need no stack. */
export class CommandError extends Error {}

/** Runs a command, and ends the process with the message when it refuses. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    if (!isForPeople(error)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/** parseArgs says what is wrong with an option. */
function isForPeople(error: unknown): error is Error {
  return (
    error instanceof CommandError ||
    (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"))
  );
}
