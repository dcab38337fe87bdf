import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Schemas as Defined } from "@openwaba/templates";
import { fillTemplate } from "../../templates/fill-template.ts";
import { TemplateView } from "../../templates/template-view.tsx";
import { useChatActions } from "../chat-actions.ts";
import type { BusinessContent } from "../chat-message.ts";
import { FormattedText } from "../formatted-text.tsx";
import { ContactsView, type SharedContact } from "./contacts-view.tsx";
import { InteractiveView } from "./interactive-view.tsx";
import { MediaView } from "./media-view.tsx";
import { PlaceView } from "./place-view.tsx";

/** Finds the template of a name and language. */
export const TemplatesContext = createContext<
  (name: string, language: string) => readonly Defined["TemplateComponent"][] | undefined
>(() => undefined);

/** What a business sent, as its recipient sees it. */
export function BusinessContentView({ content }: { content: BusinessContent }) {
  const findTemplate = useContext(TemplatesContext);
  switch (content.type) {
    case undefined:
    case "text":
      return <FormattedText text={content.text.body} />;
    case "image":
      return <MediaView kind="image" file={content.image} />;
    case "video":
      return <MediaView kind="video" file={content.video} />;
    case "audio":
      return <AudioView audio={content.audio} />;
    case "document":
      return <MediaView kind="document" file={content.document} />;
    case "sticker":
      return <MediaView kind="sticker" file={content.sticker} />;
    case "location":
      return <PlaceView {...content.location} />;
    case "contacts":
      return <ContactsView contacts={content.contacts as readonly SharedContact[]} />;
    case "interactive":
      return <InteractiveView interactive={content.interactive} />;
    case "template": {
      const { name, language, components } = content.template;
      const defined = findTemplate(name, language.code);
      if (!defined)
        return <p class="quiet">{`Template ${name} in ${language.code}, which the account does not have`}</p>;
      return <TemplateView template={fillTemplate(defined, components)} />;
    }
    case "reaction":
      return <p>{content.reaction.emoji === "" ? "Took a reaction away" : `Reacted with ${content.reaction.emoji}`}</p>;
    case "pin":
      return <p class="quiet">{content.pin.type === "pin" ? "Pinned a message" : "Unpinned a message"}</p>;
  }
}

function AudioView({ audio }: { audio: Extract<BusinessContent, { type: "audio" }>["audio"] }) {
  const { play } = useChatActions();
  const isVoice = audio.voice === true;
  return <MediaView kind="audio" file={audio} isVoice={isVoice} onPlay={play} />;
}
