import type { Schemas } from "@openwaba/messages";
import { useChatActions } from "../chat-actions.ts";
import { FormattedText } from "../formatted-text.tsx";
import { ActionButton, LinkButton } from "./action-button.tsx";
import { MediaView } from "./media-view.tsx";
import { ProductView } from "./products-view.tsx";

type Card = Schemas["MediaCard"] | Schemas["ProductCard"];

/** Cards that are moved sideways. */
export function Carousel({ cards }: { cards: readonly Card[] }) {
  return (
    // it scrolls, so that it has to be reachable by keyboard
    <ul class="carousel" tabIndex={0} aria-label="Cards">
      {cards.map((card) => (
        <li key={card.card_index} class="carousel-card">
          <CardView card={card} />
        </li>
      ))}
    </ul>
  );
}

function CardView({ card }: { card: Card }) {
  const { press } = useChatActions();
  if (card.type === "product") {
    return <ProductView catalogId={card.action.catalog_id} productId={card.action.product_retailer_id} />;
  }
  const { header, body, action } = card;
  return (
    <>
      {header.type === "image" ? (
        <MediaView kind="image" file={header.image} />
      ) : (
        <MediaView kind="video" file={header.video} />
      )}
      {body && <FormattedText text={body.text} />}
      {"buttons" in action ? (
        action.buttons.map(({ quick_reply: reply }) => (
          <ActionButton key={reply.id} label={reply.title} onClick={() => press({ type: "button_reply", ...reply })} />
        ))
      ) : (
        <LinkButton label={action.parameters.display_text} url={action.parameters.url} />
      )}
    </>
  );
}
