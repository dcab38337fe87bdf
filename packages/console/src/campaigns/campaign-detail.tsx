import type { CampaignContent, CampaignSummary } from "@openwaba/sandbox";
import type { VNode } from "preact";
import { NodePanel } from "../account/node-table.tsx";
import { nodesOf } from "../control/store.ts";
import { StateBadge } from "../parts/state-badge.tsx";
import { readable } from "../parts/words.ts";
import { roughly } from "./duration.ts";
import { ProgressBar, ProgressLegend } from "./progress-bar.tsx";
import { Recipients } from "./recipients.tsx";
import { grouped, totalOf } from "./segments.ts";

const base = "/_sandbox/console";
const span = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** A campaign: how far it is, what failed, and what became of the message to each recipient. */
export function CampaignDetail({ campaign }: { campaign: CampaignSummary }) {
  const { id, told, errors } = campaign;
  const addressOf = (query: string) => `${base}/campaigns/${id}?${query}`;
  return (
    <>
      <header>
        <h2>{id}</h2>
        {told && <StateBadge state={told.state} />}
      </header>
      <Notes campaign={campaign} addressOf={addressOf} />
      <section class="panel" aria-labelledby="progress">
        <h3 id="progress">{`${grouped(totalOf(campaign))} recipients${told?.isComplete === false ? " so far" : ""}`}</h3>
        <ProgressBar campaign={campaign} />
        <ProgressLegend campaign={campaign} />
        <Facts campaign={campaign} />
        {!told && (
          <p class="quiet">
            This is what the sandbox has seen. <code>showInSandbox()</code> adds who is pending or unknown.
          </p>
        )}
      </section>
      {errors.length > 0 && (
        <NodePanel
          id="errors"
          title="What went wrong"
          label="Errors"
          items={errors}
          keyOf={({ code }) => String(code)}
          none=""
          columns={[
            {
              label: "Code",
              cell: ({ code }) => (
                <a class="error-code" href={addressOf(`code=${code}`)} onClick={showRecipients}>
                  {code}
                </a>
              ),
            },
            { label: "Error", cell: ({ title }) => title },
            { label: "Failed", cell: ({ failed }) => grouped(failed) },
            { label: "Refused", cell: ({ refused }) => grouped(refused) },
          ]}
        />
      )}
      <Recipients campaign={campaign} />
    </>
  );
}

function showRecipients(): void {
  document.getElementById("recipients")?.scrollIntoView({ block: "nearest" });
}

interface NotesProps {
  readonly campaign: CampaignSummary;
  readonly addressOf: (query: string) => string;
}

/** What somebody has to know of it first. */
function Notes({ campaign, addressOf }: NotesProps) {
  const { told, repeated, dropped } = campaign;
  return (
    <>
      {told?.state === "paused" && (
        <p class="wrong">
          <span>It is paused{told.reason === undefined || told.reason === "" ? "." : `: ${told.reason}`}</span>
        </p>
      )}
      {repeated > 0 && (
        <p class="wrong bad">
          <span>
            <a href={addressOf("state=repeated")} onClick={showRecipients}>
              {repeated === 1 ? "1 recipient" : `${grouped(repeated)} recipients`}
            </a>{" "}
            got more than one message.
          </span>
        </p>
      )}
      {dropped > 0 && (
        <p class="wrong">
          <span>
            {grouped(dropped)} older messages are not kept, and not shown below: <code>keptMessages</code> says how many
            the sandbox keeps.
          </span>
        </p>
      )}
    </>
  );
}

function Facts({ campaign }: { campaign: CampaignSummary }) {
  const { contents, phoneNumberIds, firstTime, lastTime, told } = campaign;
  return (
    <dl class="facts campaign-facts">
      {contents.length > 0 && (
        <>
          <dt>Sends</dt>
          <dd>{joined(contents.map((content) => <Content content={content} />))}</dd>
        </>
      )}
      {phoneNumberIds.length > 0 && (
        <>
          <dt>From</dt>
          <dd>
            {joined(
              phoneNumberIds.map((number) => (
                <a class="mono" href={`${base}/account/numbers/${number}`}>
                  {number}
                </a>
              )),
            )}
          </dd>
        </>
      )}
      {firstTime !== undefined && lastTime !== undefined && (
        <>
          <dt>Time</dt>
          <dd>{span.formatRange(firstTime * 1000, lastTime * 1000)}</dd>
        </>
      )}
      {told && (
        <>
          <dt>Rate</dt>
          <dd>
            {told.rate.toFixed(1)} messages a second
            {told.remaining !== undefined && `, ${roughly(told.remaining)} left`}
          </dd>
          <dt>Last told</dt>
          <dd>{new Date(told.time * 1000).toLocaleString()}</dd>
        </>
      )}
    </dl>
  );
}

function Content({ content: { type, template, language } }: { content: CampaignContent }) {
  if (template === undefined) return <>{readable(type)}</>;
  const node = [...nodesOf("template").values()].find(
    ({ data }) => data["name"] === template && data["language"] === language,
  );
  const name = `${template}${language === undefined ? "" : ` (${language})`}`;
  return node ? <a href={`${base}/templates/${node.id}`}>{name}</a> : <>{name}</>;
}

function joined(parts: readonly VNode[]) {
  return parts.map((part, index) => (
    <span key={index}>
      {index > 0 && ", "}
      {part}
    </span>
  ));
}
