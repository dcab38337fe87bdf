import type { WebhookDelivery } from "@openwaba/sandbox";
import { useComputed, useSignal } from "@preact/signals";
import { useLocation } from "preact-iso";
import { useEffect, useMemo } from "preact/hooks";
import { post } from "../control/control.ts";
import { deliveries } from "../control/store.ts";
import { Problem, useAttempts } from "../parts/attempt.tsx";
import { CodeBlock, indented } from "../parts/code-block.tsx";
import { bodyFile, deliveryCurl, isTooLong } from "./delivery-curl.ts";
import { DeliveryState } from "./delivery-state.tsx";
import { subjectOf } from "./delivery-subject.ts";
import { LongText } from "./long-text.tsx";
import { type Advice, adviseOn } from "./unsent-advice.ts";
import { useQuery } from "./use-query.ts";
import { readAddresses } from "./webhook-addresses.ts";
import { webhooksPage } from "./webhooks-nav.tsx";

/** A delivery with its bytes, its attempts, and what it has to do with others. */
export function DeliveryDetail({ delivery }: { delivery: WebhookDelivery }) {
  const { route } = useLocation();
  const { read, write, keep } = useQuery();
  const { problem, attempt } = useAttempts();
  const isSending = useSignal(false);
  const { id, state, reason, headers, body, fields, redeliveryOf } = delivery;
  const repeats = useComputed(() => deliveries.value.filter((one) => one.redeliveryOf === id)).value;
  const isIndented = read("body") === "indented";
  const shown = useMemo(() => (isIndented ? readable(body) : body), [isIndented, body]);

  async function redeliver(): Promise<void> {
    isSending.value = true;
    await attempt(async () => {
      const again = await post<WebhookDelivery>(`/webhooks/${id}/redeliver`);
      route(keep(`${webhooksPage}/${again.id}`));
    });
    isSending.value = false;
  }

  return (
    <>
      <header>
        <h2>{subjectOf(delivery).title}</h2>
        <DeliveryState state={state} />
      </header>
      <Facts delivery={delivery} />
      {(redeliveryOf !== undefined || repeats.length > 0) && (
        <p>
          {redeliveryOf !== undefined && (
            <>
              Repeats <a href={keep(`${webhooksPage}/${redeliveryOf}`)}>delivery {redeliveryOf}</a>.{" "}
            </>
          )}
          {repeats.map((one) => (
            <>
              Sent again as <a href={keep(`${webhooksPage}/${one.id}`)}>delivery {one.id}</a>.{" "}
            </>
          ))}
        </p>
      )}
      {state === "unsent" ? (
        <Unsent delivery={delivery} />
      ) : (
        <>
          {reason !== undefined && <p class="warning">Given up: {reason}.</p>}
          <div class="actions">
            <button type="button" disabled={isSending.value} onClick={() => void redeliver()}>
              {isSending.value ? "Sending…" : "Send again"}
            </button>
            {fields.length === 1 && (
              <a class="button" href={`${webhooksPage}/send/${fields[0]}`}>
                Send another like it
              </a>
            )}
          </div>
        </>
      )}
      <Problem text={problem.value} />
      {state !== "unsent" && <Attempts delivery={delivery} />}
      <section aria-labelledby="body">
        <h3 id="body">Body</h3>
        <div class="toggle" role="group" aria-label="How the body is shown">
          <button type="button" aria-pressed={!isIndented} onClick={() => write("body", "")}>
            As sent
          </button>
          <button type="button" aria-pressed={isIndented} onClick={() => write("body", "indented")}>
            Indented
          </button>
        </div>
        {isIndented ? (
          <LongText label="Body, indented" text={shown} file={`delivery-${id}-indented.json`} />
        ) : (
          <LongText label={`Body, ${body.length.toLocaleString("en")} bytes`} text={shown} file={bodyFile(delivery)} />
        )}
      </section>
      {state !== "unsent" && (
        <>
          <CodeBlock
            label="Headers"
            text={Object.entries(headers)
              .map(([name, value]) => `${name}: ${value}`)
              .join("\n")}
          />
          {isTooLong(delivery) && (
            <p class="quiet">The body is too long for a command: save it as {bodyFile(delivery)} first.</p>
          )}
          <CodeBlock label="The delivery for curl" text={deliveryCurl(delivery)} />
        </>
      )}
    </>
  );
}

function readable(body: string): string {
  try {
    return indented(JSON.parse(body));
  } catch {
    return body;
  }
}

function Facts({ delivery }: { delivery: WebhookDelivery }) {
  const { id, fields, url, appId, wabaId, time } = delivery;
  const { number } = subjectOf(delivery);
  const facts: Readonly<Record<string, string | undefined>> = {
    Delivery: id,
    [fields.length > 1 ? "Fields" : "Field"]: fields.join(", "),
    To: url ?? "nobody",
    App: appId,
    Account: wabaId,
    Number: number,
    Time: new Date(time).toLocaleString(),
  };
  return (
    <dl class="facts">
      {Object.entries(facts).map(
        ([name, value]) =>
          value !== undefined && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function Attempts({ delivery: { attempts, state } }: { delivery: WebhookDelivery }) {
  return (
    <section aria-labelledby="attempts">
      <h3 id="attempts">Attempts</h3>
      {attempts.length === 0 && (
        <p class="quiet">{state === "pending" ? "Waiting for the first." : "None was made."}</p>
      )}
      <ol class="attempts">
        {attempts.map(({ status, response, problem, sentAt, answeredAt }, index) => (
          <li key={index}>
            <p>
              <strong>{index + 1}.</strong>{" "}
              <span class={status >= 200 && status < 300 ? "status good" : "status bad"}>
                {status === 0 ? "no response" : status}
              </span>{" "}
              <span class="quiet">
                {new Date(sentAt).toLocaleTimeString()}, {answeredAt - sentAt} ms
              </span>
            </p>
            {problem !== undefined && <p class="danger">{problem}</p>}
            {response === "" ? (
              status !== 0 && <p class="quiet">The response has no body.</p>
            ) : (
              <CodeBlock label={`Response ${index + 1}`} text={response} />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Unsent({ delivery }: { delivery: WebhookDelivery }) {
  const { problem, attempt } = useAttempts();
  const advice = useSignal<readonly Advice[]>([]);
  const isUnsubscribed = delivery.url === undefined;
  useEffect(() => {
    if (isUnsubscribed)
      void attempt(async () => (advice.value = adviseOn(delivery, await readAddresses(), location.origin)));
  }, []);
  return (
    <section aria-labelledby="unsent">
      <h3 id="unsent">Why nothing was sent</h3>
      <p>{sentence(delivery.reason ?? "it was not said")}</p>
      {advice.value.map(({ text, call, isAboutCallback }) => (
        <div key={text} class="advice">
          <p>{text}</p>
          {call !== undefined && <CodeBlock label="A call that does it" text={call} />}
          {isAboutCallback && (
            <a class="button primary" href={`${webhooksPage}/callback`}>
              Set where they go
            </a>
          )}
        </div>
      ))}
      <Problem text={problem.value} />
    </section>
  );
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
