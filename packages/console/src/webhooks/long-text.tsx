import { CodeBlock } from "../parts/code-block.tsx";
import { copy } from "../parts/copy.ts";
import { download } from "../parts/download.ts";

interface LongTextProps {
  readonly label: string;
  readonly text: string;
  /** Name of the file that it is saved as. */
  readonly file: string;
}

const longest = 20_000; // characters that a browser lays out at once

/** Text that may have millions of characters: its beginning is shown, all of it is copied or saved. */
export function LongText({ label, text, file }: LongTextProps) {
  if (text.length <= longest) return <CodeBlock label={label} text={text} />;
  const shown = longest.toLocaleString("en");
  return (
    <div class="long-text">
      <p class="quiet">
        The first {shown} of {text.length.toLocaleString("en")} characters:
      </p>
      <div class="actions">
        <button type="button" onClick={() => void copy(text)}>
          Copy all
        </button>
        <button type="button" onClick={() => download(file, text)}>
          Save all
        </button>
      </div>
      <CodeBlock label={`${label}, the beginning`} text={text.slice(0, longest)} />
    </div>
  );
}
