import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ControlError, post, put } from "../control/control.ts";
import { nodesOf, watch } from "../control/store.ts";
import { Problem, useAttempts } from "../parts/attempt.tsx";
import { CodeBlock } from "../parts/code-block.tsx";
import { type HandshakeAnswer, HandshakeResult, isHandshake } from "./handshake-result.tsx";
import type { WebhookAddresses } from "@openwaba/sandbox";
import { readAddresses } from "./webhook-addresses.ts";
import { WebhooksNav } from "./webhooks-nav.tsx";

/** Where webhooks go, and whether the callback URL proves that it is yours. */
export function AddressesPage() {
  const { problem, attempt } = useAttempts();
  const addresses = useSignal<WebhookAddresses | undefined>(undefined);
  const result = useSignal<HandshakeAnswer | undefined>(undefined);
  const isAsking = useSignal(false);
  const read = () => attempt(async () => (addresses.value = await readAddresses()));
  useEffect(() => {
    void read();
    return watch((events) => {
      if (events.some(({ type }) => type === "restart")) void read();
    });
  }, []);

  async function ask(action: () => Promise<HandshakeAnswer>): Promise<void> {
    isAsking.value = true;
    result.value = undefined;
    await attempt(async () => {
      try {
        result.value = await action();
        addresses.value = await readAddresses();
      } catch (error) {
        if (!(error instanceof ControlError && isHandshake(error.answer))) throw error;
        result.value = error.answer;
      }
    });
    isAsking.value = false;
  }

  const known = addresses.value;
  return (
    <div class="webhooks">
      <WebhooksNav />
      <div class="sheet">
        <h1>Where webhooks go</h1>
        {known && !known.callback && <HowToSet />}
        {known?.callback && (
          <section aria-labelledby="callback">
            <h2 id="callback">Callback URL of the app {known.appId}</h2>
            <CodeBlock label="Callback URL" text={known.callback.url} />
            <CodeBlock label="Verify token" text={known.callback.verifyToken} />
            <details>
              <summary>Subscribed to {known.callback.fields.length} fields</summary>
              <p class="quiet">{known.callback.fields.join(", ")}</p>
            </details>
            <div class="actions">
              <button
                type="button"
                class="primary"
                disabled={isAsking.value}
                onClick={() => void ask(() => post<HandshakeAnswer>("/webhooks/verify"))}
              >
                {isAsking.value ? "Asking…" : "Verify the callback URL"}
              </button>
            </div>
          </section>
        )}
        <div role="status">{result.value && <HandshakeResult answer={result.value} />}</div>
        <Problem text={problem.value} />
        {known && (
          <SetCallback
            addresses={known}
            isAsking={isAsking.value}
            onSet={(url, verify_token) =>
              ask(() => put<HandshakeAnswer>("/webhook", { url, ...(verify_token !== "" && { verify_token }) }))
            }
          />
        )}
        {known && <Subscriptions addresses={known} />}
      </div>
    </div>
  );
}

function HowToSet() {
  return (
    <section aria-labelledby="none">
      <h2 id="none">No callback URL is set</h2>
      <p>
        What happens is kept here and sent to nobody. Set the URL of your program below, or start the sandbox with it:
      </p>
      <CodeBlock
        label="Start with a webhook"
        text={
          "npx @openwaba/sandbox --webhook http://127.0.0.1:3000/webhook \\\n  --verify-token sandbox --webhook-secret secret"
        }
      />
      <p class="quiet">
        Deliveries are signed with the webhook secret, which your program needs too; <code>--app-secret</code> is for
        both, and lets calls need an <code>appsecret_proof</code>. The page Account shows the one of now.
      </p>
    </section>
  );
}

interface SetCallbackProps {
  readonly addresses: WebhookAddresses;
  readonly isAsking: boolean;
  readonly onSet: (url: string, verifyToken: string) => Promise<void>;
}

function SetCallback({ addresses: { callback, hosts }, isAsking, onSet }: SetCallbackProps) {
  const url = useSignal("");
  const verifyToken = useSignal("");
  return (
    <section aria-labelledby="set">
      <h2 id="set">{callback ? "Set another callback URL" : "Set the callback URL"}</h2>
      <form
        class="stacked"
        onSubmit={(event) => {
          event.preventDefault();
          void onSet(url.value.trim(), verifyToken.value);
        }}
      >
        <label>
          URL
          <input
            type="url"
            required
            placeholder="http://127.0.0.1:3000/webhook"
            value={url.value}
            onInput={({ currentTarget }) => (url.value = currentTarget.value)}
          />
        </label>
        <label>
          Verify token
          <input
            placeholder={callback ? "the one of now" : "sandbox"}
            value={verifyToken.value}
            onInput={({ currentTarget }) => (verifyToken.value = currentTarget.value)}
          />
        </label>
        <p class="quiet">
          https, or http on {["this machine", ...hosts].join(", ")}. It is asked to prove itself first, as on the
          platform, and is set until the sandbox is reset.
        </p>
        <div class="actions">
          <button class="primary" disabled={isAsking}>
            Verify and set
          </button>
        </div>
      </form>
    </section>
  );
}

function Subscriptions({ addresses: { accounts, numbers } }: { addresses: WebhookAddresses }) {
  const nameOf = (kind: "waba" | "phone_number", id: string, field: string) =>
    String(nodesOf(kind).get(id)?.data[field] ?? id);
  return (
    <section aria-labelledby="accounts">
      <h2 id="accounts">Accounts and numbers</h2>
      <div class="scrolled" tabIndex={0} role="group" aria-labelledby="accounts">
        <table>
          <thead>
            <tr>
              <th scope="col">Account or number</th>
              <th scope="col">Id</th>
              <th scope="col">Subscribed</th>
              <th scope="col">Own URL</th>
            </tr>
          </thead>
          <tbody>
            {accounts.map(({ id, isSubscribed, url }) => (
              <tr key={id}>
                <td>{nameOf("waba", id, "name")}</td>
                <td class="mono">{id}</td>
                <td class={isSubscribed ? "status good" : "status waiting"}>{isSubscribed ? "yes" : "no"}</td>
                <td class="mono">{url ?? "–"}</td>
              </tr>
            ))}
            {numbers.map(({ id, wabaId, url }) => (
              <tr key={id}>
                <td>{nameOf("phone_number", id, "display_phone_number")}</td>
                <td class="mono">{id}</td>
                <td>as {wabaId}</td>
                <td class="mono">{url}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="quiet">
        The app gets webhooks about the accounts that are subscribed to it. Those of messages, calls, groups and
        settings go to the URL of the number, or else of the account, if it has its own; all others go to the callback
        URL.
      </p>
    </section>
  );
}
