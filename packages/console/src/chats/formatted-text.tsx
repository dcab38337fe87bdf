import { type ComponentChildren, createContext, Fragment } from "preact";
import { useContext } from "preact/hooks";
import { type Block, formatText, type Span } from "./format-text.ts";

/** How text without a look of its own is shown, such as that of a template with its placeholders marked. */
export const PlainTextContext = createContext<(text: string) => ComponentChildren>((text) => text);

/** A text without looks of its own. */
export function PlainText({ text }: { text: string }) {
  return <>{useContext(PlainTextContext)(text)}</>;
}

/** A text as WhatsApp shows it. */
export function FormattedText({ text }: { text: string }) {
  return (
    <div class="formatted">
      {formatText(text).map((block, index) => (
        <BlockView key={index} block={block} />
      ))}
    </div>
  );
}

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case "code":
      return <pre>{block.text}</pre>;
    case "quote":
      return (
        <blockquote>
          <Spans spans={block.spans} />
        </blockquote>
      );
    case "paragraph":
      return (
        <p>
          <Spans spans={block.spans} />
        </p>
      );
    default: {
      const List = block.kind === "bullets" ? "ul" : "ol";
      return (
        <List>
          {block.items.map((spans, index) => (
            <li key={index}>
              <Spans spans={spans} />
            </li>
          ))}
        </List>
      );
    }
  }
}

function Spans({ spans }: { spans: readonly Span[] }) {
  return (
    <>
      {spans.map((span, index) => (
        <Fragment key={index}>{render(span)}</Fragment>
      ))}
    </>
  );
}

function render(span: Span) {
  switch (span.kind) {
    case "text":
      return <PlainText text={span.text} />;
    case "code":
      return <code>{span.text}</code>;
    case "link":
      return (
        <a href={span.href} target="_blank" rel="noopener noreferrer">
          {span.text}
        </a>
      );
    case "bold":
      return (
        <strong>
          <Spans spans={span.spans} />
        </strong>
      );
    case "italic":
      return (
        <em>
          <Spans spans={span.spans} />
        </em>
      );
    case "strike":
      return (
        <s>
          <Spans spans={span.spans} />
        </s>
      );
  }
}
