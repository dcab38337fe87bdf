import type { CampaignSummary } from "@openwaba/sandbox";
import { useSignal } from "@preact/signals";
import { useLocation, useRoute } from "preact-iso";
import { campaigns, isLoaded } from "../control/store.ts";
import { CodeBlock } from "../parts/code-block.tsx";
import { MasterDetail } from "../parts/master-detail.tsx";
import { SearchField } from "../parts/search-field.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { dayOrTime } from "../parts/times.ts";
import { WindowedList } from "../parts/windowed-list.tsx";
import { CampaignDetail } from "./campaign-detail.tsx";
import { ProgressBar } from "./progress-bar.tsx";
import { progressText } from "./segments.ts";
import "./campaigns.css";

const page = "/_sandbox/console/campaigns";

/** Campaigns that send by this sandbox, and what became of each message. */
export function CampaignsPage() {
  const { route } = useLocation();
  const { id } = useRoute().params;
  const sought = useSignal("");
  const word = sought.value.trim().toLowerCase();
  const all = [...campaigns.value.values()].toSorted((one, other) => startOf(other) - startOf(one));
  const found = all.filter((campaign) => campaign.id.toLowerCase().includes(word));
  const open = id === undefined ? undefined : campaigns.value.get(id);
  if (isLoaded.value && all.length === 0) return <NoCampaign />;
  return (
    <MasterDetail
      hint={
        !isLoaded.value
          ? ""
          : id === undefined
            ? "Choose a campaign."
            : `There is no campaign ${id}: no message of it has come, or the sandbox was reset.`
      }
      onBack={() => route(page)}
      detail={open && <CampaignDetail key={open.id} campaign={open} />}
      list={
        <>
          <h1 class="visually-hidden">Campaigns</h1>
          <SearchField label="Search campaigns" value={sought} />
          <p class="quiet count" role="status">
            {found.length === all.length ? countText(all.length) : `${found.length} of ${countText(all.length)}`}
          </p>
          <WindowedList
            label="Campaigns"
            items={found}
            rowHeight={84}
            keyOf={(campaign) => campaign.id}
            render={(campaign) => <Row campaign={campaign} isOpen={campaign.id === id} />}
          />
        </>
      }
    />
  );
}

function Row({ campaign, isOpen }: { campaign: CampaignSummary; isOpen: boolean }) {
  const { id, told, repeated } = campaign;
  return (
    <a class="row campaign-row" href={`${page}/${id}`} aria-current={isOpen ? "true" : undefined}>
      <strong>{id}</strong>
      {told ? <StateBadge state={told.state} /> : <span />}
      <ProgressBar campaign={campaign} />
      <span class="quiet">{progressText(campaign)}</span>
      {repeated > 0 ? (
        <span class="status bad">{repeated} got more than one</span>
      ) : (
        <span class="quiet">{dayOrTime(startOf(campaign))}</span>
      )}
    </a>
  );
}

/** When the first message came, else when its owner told of it, in seconds since 1970. */
function startOf({ firstTime, told }: CampaignSummary): number {
  return firstTime ?? told?.time ?? 0;
}

function countText(count: number): string {
  return count === 1 ? "1 campaign" : `${count} campaigns`;
}

function NoCampaign() {
  const example = `import { openCampaigns, showInSandbox } from "@openwaba/campaigns";

const queue = await openCampaigns({ connection: "redis://127.0.0.1:6379" });
showInSandbox(queue, { url: "${location.origin}" });`;
  return (
    <div class="blank">
      <h1>No campaign yet</h1>
      <p class="quiet">
        A campaign of <span class="mono">@openwaba/campaigns</span> appears here with its first message, and with{" "}
        <span class="mono">showInSandbox()</span> as soon as it is created.
      </p>
      <CodeBlock label="In the program of the campaign" text={example} />
    </div>
  );
}
