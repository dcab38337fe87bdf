import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { get, post, put } from "../control/control.ts";
import { nodesOf } from "../control/store.ts";
import { Problem, useAttempts } from "../parts/attempt.tsx";
import { CodeBlock } from "../parts/code-block.tsx";
import { download } from "../parts/download.ts";

/** What a client needs to reach the sandbox. */
interface About {
  readonly url: string;
  readonly mediaUrl: string;
  readonly accessToken: string;
  readonly appSecret: string;
  readonly appId: string;
  readonly accountId: string;
  readonly phoneNumberId: string;
  readonly webhook?: { readonly url: string; readonly verifyToken: string };
}

const hour = 3_600_000; // ms

/** Ids and secrets to copy, the numbers, the time, and the whole state. */
export function AccountPage() {
  const about = useSignal<About | undefined>(undefined);
  const now = useSignal<number | undefined>(undefined);
  const { problem, attempt } = useAttempts();
  useEffect(() => {
    void attempt(async () => {
      about.value = await get<About>("/about");
      now.value = (await get<{ now: number }>("/clock")).now;
    });
  }, []);
  const advance = (milliseconds: number) =>
    void attempt(async () => (now.value = (await post<{ now: number }>("/clock", { advance: milliseconds })).now));
  return (
    <div class="account">
      <h1>The sandbox</h1>
      <Problem text={problem.value} />
      {about.value && <CodeBlock label=".env of your program" text={environmentOf(about.value)} />}
      <section aria-labelledby="numbers">
        <h2 id="numbers">Business numbers</h2>
        <table>
          <thead>
            <tr>
              <th scope="col">Number</th>
              <th scope="col">Name</th>
              <th scope="col">Status</th>
              <th scope="col">Id</th>
            </tr>
          </thead>
          <tbody>
            {[...nodesOf("phone_number").values()].map(({ id, data }) => (
              <tr key={id}>
                <td>{String(data["display_phone_number"])}</td>
                <td>{String(data["verified_name"] ?? "")}</td>
                <td>{String(data["status"] ?? "CONNECTED").toLowerCase()}</td>
                <td class="mono">{id}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section aria-labelledby="time">
        <h2 id="time">Time</h2>
        <p>{now.value !== undefined && new Date(now.value).toLocaleString()}</p>
        <div class="actions">
          <button type="button" onClick={() => advance(hour)}>
            One hour on
          </button>
          <button type="button" onClick={() => advance(24 * hour)}>
            One day on
          </button>
          <button type="button" onClick={() => advance(30 * 24 * hour)}>
            Thirty days on
          </button>
        </div>
      </section>
      <section aria-labelledby="state">
        <h2 id="state">State</h2>
        <div class="actions">
          <button
            type="button"
            onClick={() =>
              void attempt(async () => download("sandbox.json", JSON.stringify(await get<object>("/snapshot"))))
            }
          >
            Export
          </button>
          <label class="button">
            Import
            <input
              class="visually-hidden"
              type="file"
              accept="application/json"
              onChange={({ currentTarget }) => {
                const [file] = currentTarget.files ?? [];
                currentTarget.value = "";
                if (file) void attempt(async () => put("/snapshot", JSON.parse(await file.text())));
              }}
            />
          </label>
          <button type="button" onClick={() => void attempt(() => post("/reset"))}>
            Reset
          </button>
        </div>
      </section>
    </div>
  );
}

function environmentOf({
  url,
  mediaUrl,
  accessToken,
  appSecret,
  appId,
  accountId,
  phoneNumberId,
  webhook,
}: About): string {
  const values = {
    WHATSAPP_BASE_URL: url,
    WHATSAPP_MEDIA_ORIGIN: mediaUrl,
    WHATSAPP_ACCESS_TOKEN: accessToken,
    WHATSAPP_BUSINESS_ACCOUNT_ID: accountId,
    WHATSAPP_PHONE_NUMBER_ID: phoneNumberId,
    META_APP_ID: appId,
    META_APP_SECRET: appSecret,
    ...(webhook && { WEBHOOK_VERIFY_TOKEN: webhook.verifyToken }),
  };
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join("\n");
}
