import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { get } from "../control/control.ts";
import { Problem, useAttempts } from "../parts/attempt.tsx";
import { CodeBlock } from "../parts/code-block.tsx";
import { CopyRow } from "./copy-row.tsx";

/** What a client needs to reach the sandbox. */
interface About {
  readonly url: string;
  readonly mediaUrl: string;
  readonly accessToken: string;
  readonly appSecret: string;
  readonly needsProof: boolean;
  readonly businesses: readonly { readonly id: string; readonly name: string }[];
  readonly appId: string;
  readonly accountId: string;
  readonly phoneNumberId: string;
  readonly webhook?: { readonly url: string };
  readonly verifyToken: string;
  readonly environment: string;
  readonly sendTemplate: string;
  readonly writeAsCustomer: string;
}

const secretLine = /^(WHATSAPP_ACCESS_TOKEN|META_APP_SECRET|WEBHOOK_VERIFY_TOKEN)=.*$/gm;

/** Ids and secrets to copy, a first call, and the documents of the API. */
export function StartSection() {
  const about = useSignal<About | undefined>(undefined);
  const documents = useSignal<readonly string[]>([]);
  const { problem, attempt } = useAttempts();
  useEffect(() => {
    void attempt(async () => {
      about.value = await get<About>("/about");
      documents.value = (await get<{ data: string[] }>("/openapi")).data;
    });
  }, []);
  return (
    <>
      <Problem text={problem.value} />
      {about.value && <Reached about={about.value} />}
      <Documents names={documents.value} />
    </>
  );
}

function Reached({ about }: { about: About }) {
  const isShown = useSignal(false);
  const [business] = about.businesses;
  const hide = (text: string) => (isShown.value ? text : text.replaceAll(about.accessToken, "••••••••"));
  const environment = isShown.value ? about.environment : about.environment.replaceAll(secretLine, "$1=••••••••");
  return (
    <>
      <section class="panel" aria-labelledby="reach">
        <h2 id="reach">Addresses, ids and secrets</h2>
        <dl class="copy-rows">
          <CopyRow label="Base URL" value={about.url} />
          <CopyRow label="File downloads" value={about.mediaUrl} />
          <CopyRow label="Access token" value={about.accessToken} isSecret />
          <CopyRow label="App secret" value={about.appSecret} isSecret />
          <CopyRow label="Verify token" value={about.verifyToken} isSecret />
          <CopyRow label="Number id" value={about.phoneNumberId} />
          <CopyRow label="Account id" value={about.accountId} />
          <CopyRow label="App id" value={about.appId} />
          {business && <CopyRow label="Business id" value={business.id} />}
          {about.webhook && <CopyRow label="Webhook" value={about.webhook.url} />}
        </dl>
        <p class="quiet">
          {about.needsProof
            ? "The app secret signs webhooks, and calls need an appsecret_proof made with it."
            : "The app secret signs webhooks."}
          {!about.webhook &&
            " The app has no webhook yet: subscribe it by the API, or start the sandbox with --webhook and the address of your program."}
        </p>
      </section>
      <section class="panel" aria-labelledby="first">
        <h2 id="first">A first call</h2>
        <label class="check">
          <input
            type="checkbox"
            checked={isShown.value}
            onChange={({ currentTarget }) => (isShown.value = currentTarget.checked)}
          />
          Show secrets
        </label>
        <CodeBlock label=".env of your program" text={environment} copied={about.environment} />
        <CodeBlock label="Send a template" text={hide(about.sendTemplate)} copied={about.sendTemplate} />
        <CodeBlock label="Write to the business as a customer" text={about.writeAsCustomer} />
      </section>
    </>
  );
}

function Documents({ names }: { names: readonly string[] }) {
  const domains = [...new Set(names.map((name) => name.split("/")[0] ?? ""))];
  return (
    <section class="panel" aria-labelledby="documents">
      <h2 id="documents">API reference</h2>
      <p class="quiet">
        The OpenAPI documents that the sandbox checks calls against. Open one in a viewer or an editor, or generate a
        client of it.
      </p>
      <div class="documents">
        {domains.map((domain) => (
          <details key={domain}>
            <summary>{domain}</summary>
            <ul>
              {names
                .filter((name) => name.startsWith(`${domain}/`))
                .map((name) => (
                  <li key={name}>
                    <a href={`/_sandbox/openapi/${name}`} download={name.replace("/", "-")}>
                      {name.slice(domain.length + 1)}
                    </a>
                  </li>
                ))}
            </ul>
          </details>
        ))}
      </div>
    </section>
  );
}
