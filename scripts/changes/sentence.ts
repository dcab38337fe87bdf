import { isReleased } from "./bump.ts";
import type { Finding, Impact } from "./finding.ts";
import type { PackageChanges } from "./packages.ts";

const listed = 6;
const headings = { breaks: "Breaking:", adds: "New:", edits: "Corrected:" } as const satisfies Record<Impact, string>;

/** Proposed changelog entry for users of the package; the author may improve it. */
export function changelogEntry({ name, version, findings, shipsAllDocuments }: PackageChanges): string {
  if (!isReleased(version)) return `First release of \`${name}\`.`;
  if (shipsAllDocuments) return "The OpenAPI documents of all APIs are those of today.";
  const [breaks, adds, edits] = (["breaks", "adds", "edits"] as const).map((impact) => sayAll(impact, findings));
  const news = [breaks, adds].filter(Boolean);
  return news.length > 0 ? news.join("\n\n") : `${edits}`;
}

function sayAll(impact: Impact, findings: Finding[]): string | undefined {
  const subjects = new Map<string, string[]>();
  for (const { subject, text, versions } of findings.filter((finding) => finding.impact === impact)) {
    const said = versions.length > 0 ? `${text} (${versions.join(", ")})` : text;
    subjects.set(said, [...(subjects.get(said) ?? []), subject]);
  }
  const sentences = [...subjects].map(([said, own]) => `${saySubjects(own)} ${said}`);
  const rest = sentences.length - listed;
  const shown = rest > 1 ? [...sentences.slice(0, listed), `${rest} more changes of this kind`] : sentences;
  if (shown.length === 0) return undefined;
  return shown.length === 1
    ? `${headings[impact]} ${shown[0]}.`
    : `${headings[impact]}\n\n${shown.map((sentence) => `- ${sentence}`).join("\n")}`;
}

function saySubjects(subjects: string[]): string {
  const [first, ...others] = subjects.map((subject) =>
    /^[A-Z]+ |\[|\.json$/.test(subject) ? `\`${subject}\`` : subject,
  );
  if (others.length === 0) return `${first}`;
  return others.length > 2
    ? `each of ${subjects.length} operations, such as ${first},`
    : `each of ${[first, ...others].join(", ")}`;
}
