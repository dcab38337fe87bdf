import type { CampaignSummary } from "@openwaba/sandbox";
import { readable } from "../parts/words.ts";
import { grouped, segmentsOf } from "./segments.ts";

/** The recipients of a campaign as one bar; what it shows is also said in words beside it. */
export function ProgressBar({ campaign }: { campaign: CampaignSummary }) {
  return (
    <div class="campaign-bar" aria-hidden="true">
      {segmentsOf(campaign).map(({ name, count }) => (
        <span key={name} class={`segment ${name}`} style={{ flexGrow: count }} />
      ))}
    </div>
  );
}

/** What the colours of the bar mean, with numbers. */
export function ProgressLegend({ campaign }: { campaign: CampaignSummary }) {
  return (
    <ul class="campaign-legend" aria-label="Recipients by state">
      {segmentsOf(campaign).map(({ name, count }) => (
        <li key={name}>
          <span class={`segment ${name}`} />
          <strong>{grouped(count)}</strong>
          <span class="quiet">{readable(name)}</span>
        </li>
      ))}
    </ul>
  );
}
