import type { Data } from "../../world/world.ts";
import type { Template } from "./template.ts";

/** Whether a template fits all filters of a list. */
export function isWanted(template: Template, query: Data): boolean {
  const { name, content, name_or_content: either, since, until } = query;
  const text = textsOf(template);
  const { last_updated_time: time, quality_score: quality } = template;
  return (
    (name === undefined || template.name === name) &&
    has(text, content) &&
    has(`${template.name}\n${text}`, either) &&
    isAmong(query["status"], template.status) &&
    isAmong(query["category"], template.category) &&
    isAmong(query["language"], template.language) &&
    isAmong(query["quality_score"], quality.score) &&
    isAmong(query["source"], template.source) &&
    (since === undefined || time >= secondsOf(since)) &&
    (until === undefined || time <= secondsOf(until))
  );
}

/** All texts that a recipient reads. */
function textsOf({ components }: Template): string {
  const cards = components.flatMap(({ cards: own = [] }) => own.flatMap((card) => card.components));
  return [...components, ...cards]
    .flatMap(({ text = "", buttons = [] }) => [text, ...buttons.map((button) => button.text ?? "")])
    .join("\n");
}

function has(text: string, wanted: unknown): boolean {
  return wanted === undefined || text.toLowerCase().includes(String(wanted).toLowerCase());
}

function isAmong(wanted: unknown, value: string): boolean {
  return !Array.isArray(wanted) || wanted.some((one) => String(one).toUpperCase() === value.toUpperCase());
}

/** Seconds since 1970 of a number or a date; of anything else NaN, which fits no time. */
function secondsOf(time: unknown): number {
  const text = String(time);
  return /^\d+$/.test(text) ? Number(text) : Date.parse(text) / 1000;
}
