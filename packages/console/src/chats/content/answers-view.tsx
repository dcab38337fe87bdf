import { answerText } from "./answer-text.ts";
import { Icon } from "../../parts/icon.tsx";

interface AnswersViewProps {
  readonly title: string;
  readonly answers: Readonly<Record<string, unknown>>;
}

/** What somebody filled into a form. */
export function AnswersView({ title, answers }: AnswersViewProps) {
  const shown = Object.entries(answers).filter(([name]) => name !== "flow_token");
  return (
    <details class="answers">
      <summary class="card">
        <Icon name="check" /> {title}
      </summary>
      {shown.length === 0 ? (
        <p class="quiet">Nothing was filled in.</p>
      ) : (
        <dl>
          {shown.map(([name, value]) => (
            <div key={name}>
              <dt>{name.replaceAll("_", " ")}</dt>
              <dd>{answerText(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </details>
  );
}
