import { renderTemplate, type SendableTemplate } from "@openwaba/templates";

/** States in which a template may be sent again without a change. */
const usable = new Set(["APPROVED", "IN_APPEAL", "PAUSED", "PENDING"]);

/** What a template says, for the editor of who calls its function. */
export function docstring(templates: readonly SendableTemplate[]): string {
  const lines = templates.flatMap((template) => [
    `\`${template.name}\` in ${template.language}: ${template.category}, ${template.status}`,
    "",
    ...textOf(template).map((line) => `    ${line}`),
    "",
  ]);
  const lost = templates.every(({ status }) => !usable.has(status ?? ""));
  if (lost) lines.push("@deprecated It cannot be sent in this state");
  if (lines.at(-1) === "") lines.pop();
  return ["/**", ...lines.map((line) => ` * ${harmless(line)}`.trimEnd()), " */"].join("\n");
}

function textOf({ components = [] }: SendableTemplate): string[] {
  const inOwnWords = components.map((component) => ({ ...component, example: undefined })); // parameters stay
  return renderTemplate({ components: inOwnWords }).split(/\r\n|[\r\n\u2028\u2029]/);
}

/** Text that neither ends the comment nor turns its direction. */
function harmless(text: string): string {
  return text
    .replaceAll("*/", "*\\/")
    .replaceAll(/\/\/(?=[#@])/g, "/\\/") // no tool takes it for an address of a source map
    .replaceAll(/[\p{Cc}\u2028\u2029]/gu, " ")
    .replaceAll(
      /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g,
      (character) => `U+${character.charCodeAt(0).toString(16)}`,
    );
}
