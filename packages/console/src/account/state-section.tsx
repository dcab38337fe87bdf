import { useSignal } from "@preact/signals";
import { get, post, putFile } from "../control/control.ts";
import { Problem, useAttempts } from "../parts/attempt.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { download } from "../parts/download.ts";

/** Export, import and reset of all that the sandbox remembers. */
export function StateSection() {
  const { problem, attempt } = useAttempts();
  const done = useSignal("");
  const isAsking = useSignal(false);

  const run = (what: string, action: () => Promise<unknown>) =>
    void attempt(async () => {
      done.value = "";
      await action();
      done.value = what;
    });

  function reset(): void {
    isAsking.value = false;
    run("Everything is as at the start.", () => post("/reset"));
  }

  return (
    <>
      <section class="panel" aria-labelledby="snapshot">
        <h2 id="snapshot">Snapshot</h2>
        <p class="quiet">
          One JSON file with all that the sandbox remembers: accounts, chats, files, tokens, calls and webhooks. It
          holds secrets. A file that is imported replaces all of that; one that is wrong changes nothing.
        </p>
        <div class="actions">
          <button
            type="button"
            class="primary"
            onClick={() =>
              run("The file is in your downloads.", async () =>
                download(fileName(new Date()), JSON.stringify(await get<object>("/snapshot"))),
              )
            }
          >
            Export
          </button>
          <label class="button file-button">
            Import
            <input
              class="visually-hidden"
              type="file"
              accept=".json,application/json"
              onChange={({ currentTarget }) => {
                const [file] = currentTarget.files ?? [];
                currentTarget.value = "";
                if (file) run(`The state of ${file.name} is there.`, () => putFile("/snapshot", file));
              }}
            />
          </label>
        </div>
        <Problem text={problem.value} />
        <p role="status">{done.value}</p>
      </section>
      <section class="panel" aria-labelledby="reset">
        <h2 id="reset">Reset</h2>
        <p class="quiet">
          Goes back to what the sandbox started with. What happened since is lost unless you export it.
        </p>
        <div class="actions">
          <button type="button" class="danger" onClick={() => (isAsking.value = true)}>
            Reset…
          </button>
        </div>
      </section>
      {isAsking.value && (
        <Dialog title="Reset the sandbox?" onClose={() => (isAsking.value = false)}>
          <p>All chats, calls, webhooks and changes since the start are lost.</p>
          <div class="actions end">
            <button type="button" onClick={() => (isAsking.value = false)}>
              Keep everything
            </button>
            <button type="button" class="danger" onClick={reset}>
              Reset
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}

/** Such as `sandbox-2026-11-28-160512.json`. */
function fileName(time: Date): string {
  const [date = "", clock = ""] = time.toISOString().split("T");
  return `sandbox-${date}-${clock.slice(0, 8).replaceAll(":", "")}.json`;
}
