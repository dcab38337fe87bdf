import { FormattedText } from "../chats/formatted-text.tsx";
import { ChoiceField } from "./choice-field.tsx";
import type { ComponentProps } from "./component-props.ts";
import { optionsOf } from "./components.ts";
import { DateField, RangeField } from "./date-field.tsx";
import { isTrue, textOf, type Values } from "./expression.ts";
import { FieldBox } from "./field-box.tsx";
import { FilesField } from "./files-field.tsx";
import { listIn, valuesIn } from "./flow-json.ts";
import { markdownLines } from "./markdown-lines.ts";
import { isEnabled, isRequired } from "./validate.ts";

/** A component of a screen. */
export function ComponentView(props: ComponentProps) {
  const { component, value, onChange, onPress } = props;
  const { type, props: own } = component;
  const text = textOf(own["text"]);
  switch (type) {
    case "TextHeading":
      return <p class="text-heading">{text}</p>;
    case "TextSubheading":
      return <p class="text-subheading">{text}</p>;
    case "TextBody":
    case "TextCaption":
      return <PlainText {...own} isCaption={type === "TextCaption"} />;
    case "RichText":
      return <Markdown text={own["text"]} />;
    case "TextInput":
    case "TextArea":
      return <TextField {...props} />;
    case "CheckboxGroup":
    case "RadioButtonsGroup":
    case "Dropdown":
    case "ChipsSelector":
      return <ChoiceField {...props} />;
    case "DatePicker":
      return <DateField {...props} />;
    case "CalendarPicker":
      return own["mode"] === "range" ? <RangeField {...props} /> : <DateField {...props} />;
    case "OptIn":
      return (
        <FieldBox {...props} isBare>
          <label class="check">
            <input
              type="checkbox"
              checked={isTrue(value)}
              disabled={!isEnabled(own)}
              aria-required={isRequired(own)}
              onChange={({ currentTarget }) => onChange(currentTarget.checked)}
            />
            {textOf(own["label"])}
          </label>
          {own["on-click-action"] !== undefined && (
            <button type="button" class="plain link" onClick={() => onPress(own["on-click-action"])}>
              Read more
            </button>
          )}
        </FieldBox>
      );
    case "EmbeddedLink":
      return (
        <button type="button" class="plain link" onClick={() => onPress(own["on-click-action"])}>
          {text}
        </button>
      );
    case "Image":
      return <Picture source={textOf(own["src"])} label={textOf(own["alt-text"])} height={own["height"]} />;
    case "ImageCarousel":
      return (
        <ul class="carousel" tabIndex={0} aria-label="Pictures">
          {listIn(own["images"]).map((image, index) => (
            <li key={index} class="carousel-card">
              <Picture source={textOf(valuesIn(image)["src"])} label={textOf(valuesIn(image)["alt-text"])} />
            </li>
          ))}
        </ul>
      );
    case "NavigationList":
      return <NavigationList {...props} />;
    case "PhotoPicker":
    case "DocumentPicker":
      return <FilesField {...props} />;
    case "Footer":
      return (
        <footer>
          <p class="quiet captions">
            {["left-caption", "center-caption", "right-caption"].map(
              (name) => own[name] !== undefined && <span key={name}>{textOf(own[name])}</span>,
            )}
          </p>
          <button class="primary" disabled={!isEnabled(own)}>
            {textOf(own["label"])}
          </button>
        </footer>
      );
    default:
      return null;
  }
}

function PlainText({ text, markdown, strikethrough, isCaption, ...own }: Values & { readonly isCaption: boolean }) {
  if (isTrue(markdown) || Array.isArray(text)) return <Markdown text={text} />;
  const weight = textOf(own["font-weight"]);
  const look = [
    isCaption && "quiet text-caption",
    weight.includes("bold") && "text-bold",
    weight.includes("italic") && "text-italic",
    isTrue(strikethrough) && "text-struck",
  ];
  return <p class={look.filter(Boolean).join(" ")}>{textOf(text)}</p>;
}

function Markdown({ text }: { text: unknown }) {
  return (
    <div class="rich">
      {markdownLines(text).map((line, index) =>
        line.level === 0 ? (
          <FormattedText key={index} text={line.text} />
        ) : (
          <p key={index} class={line.level === 1 ? "text-heading" : "text-subheading"}>
            {line.text}
          </p>
        ),
      )}
    </div>
  );
}

const keyboards = { number: "decimal", email: "email", phone: "tel" } as const;

function TextField(props: ComponentProps) {
  const { component, value, problem, onChange } = props;
  const { key, type, props: own } = component;
  const given = {
    id: `flow${key}`,
    value: textOf(value),
    disabled: !isEnabled(own),
    "aria-required": isRequired(own),
    "aria-invalid": problem !== undefined,
    "aria-describedby": `flow${key}-more`,
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      onChange(currentTarget.value),
  };
  return (
    <FieldBox {...props}>
      {type === "TextArea" ? (
        <textarea rows={4} {...given} />
      ) : (
        <TextLine kind={textOf(own["input-type"])} given={given} />
      )}
    </FieldBox>
  );
}

function TextLine({ kind, given }: { kind: string; given: object }) {
  if (kind === "password" || kind === "passcode") return <input type="password" autocomplete="off" {...given} />;
  const keyboard = Object.entries(keyboards).find(([name]) => name === kind)?.[1] ?? "text";
  return <input type="text" inputMode={keyboard} autocomplete="off" {...given} />;
}

/** A picture in base64: the page loads none from elsewhere. */
function Picture({ source, label, height }: { source: string; label: string; height?: unknown }) {
  const data = source.startsWith("data:image/") ? source : `data:image/${kindOf(source)};base64,${source}`;
  return <img src={data} alt={label} {...(typeof height === "number" && { style: { maxHeight: `${height}px` } })} />;
}

function kindOf(base64: string): string {
  return base64.startsWith("iVBOR") ? "png" : base64.startsWith("UklGR") ? "webp" : "jpeg";
}

function NavigationList({ component: { props: own }, onPress }: ComponentProps) {
  const label = textOf(own["label"]);
  return (
    <section class="rows" aria-label={label || "List"}>
      {label !== "" && <p class="text-subheading">{label}</p>}
      {own["description"] !== undefined && <p class="quiet">{textOf(own["description"])}</p>}
      {optionsOf(own["list-items"]).map(({ id, isEnabled: isOpen, props: item }) => {
        const main = valuesIn(item["main-content"]);
        const end = valuesIn(item["end"]);
        const image = textOf(valuesIn(item["start"])["image"]);
        return (
          <button
            key={id}
            type="button"
            disabled={!isOpen}
            onClick={() => onPress(item["on-click-action"] ?? own["on-click-action"])}
          >
            {image !== "" && <Picture source={image} label={textOf(valuesIn(item["start"])["alt-text"])} />}
            <strong>{textOf(main["title"])}</strong>
            {["description", "metadata"].map(
              (name) =>
                main[name] !== undefined && (
                  <span key={name} class="quiet">
                    {textOf(main[name])}
                  </span>
                ),
            )}
            <span class="quiet">
              {[end["title"], end["description"], end["metadata"], item["badge"], ...listIn(item["tags"])]
                .map(textOf)
                .filter((part) => part !== "")
                .join(", ")}
            </span>
          </button>
        );
      })}
    </section>
  );
}
