import type { CustomerContent } from "../chat-message.ts";
import { FormattedText } from "../formatted-text.tsx";
import { ContactsView, type SharedContact } from "./contacts-view.tsx";
import { type FileSource, MediaView } from "./media-view.tsx";
import { formatPrice } from "./money.ts";
import { PlaceView } from "./place-view.tsx";
import { ProductCard } from "./products-view.tsx";

/** What a customer sent. */
export function CustomerContentView({ content }: { content: CustomerContent }) {
  switch (content.type) {
    case "text":
      return <FormattedText text={content.body} />;
    case "image":
    case "video":
    case "audio":
    case "document":
    case "sticker":
      return <MediaView kind={content.type} file={content as FileSource} />;
    case "location":
      return <PlaceView {...content} />;
    case "contacts":
      return <ContactsView contacts={content.contacts as readonly SharedContact[]} />;
    case "button":
      return <p class="pressed">{content.text}</p>;
    case "button_reply":
      return <p class="pressed">{content.title}</p>;
    case "list_reply":
      return (
        <div class="pressed">
          <p>{content.title}</p>
          {content.description !== undefined && <p class="quiet">{content.description}</p>}
        </div>
      );
    case "call_permission_reply":
      return <p class="pressed">{content.response === "accept" ? "Calls are allowed" : "No calls"}</p>;
    case "flow_reply":
    case "address_reply":
      return (
        <details class="card">
          <summary>{content.body ?? (content.type === "flow_reply" ? "Form" : "Address")}</summary>
          <pre>{JSON.stringify(content.response, null, 2)}</pre>
        </details>
      );
    case "order":
      return <OrderView order={content} />;
    case "reaction":
      return <p>{content.emoji ? `Reacted with ${content.emoji}` : "Took a reaction away"}</p>;
    default:
      return <Unshown content={content} />;
  }
}

function OrderView({ order }: { order: Extract<CustomerContent, { type: "order" }> }) {
  return (
    <>
      {order.product_items?.map(({ product_retailer_id = "", quantity, item_price, currency }) => (
        <div key={product_retailer_id} class="quantity">
          <ProductCard productId={product_retailer_id} />
          <span>
            {quantity} ×{item_price !== undefined && ` ${formatPrice(Number(item_price), currency ?? "")}`}
          </span>
        </div>
      ))}
      {order.text !== undefined && <FormattedText text={order.text} />}
    </>
  );
}

/** What has no picture of its own is shown as it is. */
function Unshown({ content }: { content: CustomerContent }) {
  return (
    <details>
      <summary class="quiet">{content.type.replaceAll("_", " ")}</summary>
      <pre>{JSON.stringify(content, null, 2)}</pre>
    </details>
  );
}
