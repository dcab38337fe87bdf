import type { Schemas } from "@openwaba/messages";
import { useChatActions } from "../chat-actions.ts";
import { FormattedText } from "../formatted-text.tsx";
import { ActionButton, LinkButton } from "./action-button.tsx";
import { AddressButton } from "./address-button.tsx";
import { Carousel } from "./carousel.tsx";
import { ListButton } from "./list-button.tsx";
import { MediaView } from "./media-view.tsx";
import { OrderDetailsView, OrderStatusView } from "./order-view.tsx";
import { CatalogButton, ProductView } from "./products-view.tsx";

type Interactive = Schemas["Interactive"];

/** A message with something to press. */
export function InteractiveView({ interactive }: { interactive: Interactive }) {
  const { body, header, footer } = interactive as Interactive & {
    header?: Schemas["InteractiveHeader"];
    body?: { text: string };
    footer?: Schemas["InteractiveFooter"];
  };
  return (
    <>
      {header && <HeaderView header={header} />}
      {body && <FormattedText text={body.text} />}
      {footer && <p class="quiet">{footer.text}</p>}
      <ActionView interactive={interactive} />
    </>
  );
}

function HeaderView({ header }: { header: Schemas["InteractiveHeader"] }) {
  switch (header.type) {
    case "text":
      return (
        <>
          <strong class="header">{header.text}</strong>
          {header.sub_text !== undefined && <p class="quiet">{header.sub_text}</p>}
        </>
      );
    case "image":
      return <MediaView kind="image" file={header.image} />;
    case "video":
      return <MediaView kind="video" file={header.video} />;
    case "document":
      return <MediaView kind="document" file={header.document} />;
  }
}

function ActionView({ interactive }: { interactive: Interactive }) {
  const actions = useChatActions();
  switch (interactive.type) {
    case "button":
      return (
        <>
          {interactive.action.buttons.map(({ reply }) => (
            <ActionButton
              key={reply.id}
              icon="reply"
              label={reply.title}
              onClick={() => actions.press({ type: "button_reply", ...reply })}
            />
          ))}
        </>
      );
    case "list":
      return <ListButton label={interactive.action.button} sections={interactive.action.sections} />;
    case "cta_url": {
      const { display_text, url } = interactive.action.parameters;
      return <LinkButton label={display_text} url={url} />;
    }
    case "product": {
      const { catalog_id, product_retailer_id } = interactive.action;
      return <ProductView catalogId={catalog_id} productId={product_retailer_id} />;
    }
    case "product_list": {
      const { catalog_id, sections } = interactive.action;
      return <CatalogButton label="View items" catalogId={catalog_id} sections={sections} />;
    }
    case "catalog_message":
      return <CatalogButton label="View catalog" catalogId="" sections={[]} />;
    case "flow": {
      const {
        flow_id,
        flow_name,
        flow_cta,
        flow_token = "unused",
        flow_action,
        flow_action_payload,
      } = interactive.action.parameters;
      const { screen, data } = flow_action_payload ?? {};
      const flow = {
        ...(flow_id !== undefined && { id: flow_id }),
        ...(flow_name !== undefined && { name: flow_name }),
        ...(screen !== undefined && { screen }),
        token: flow_token,
        data,
        isAsked: flow_action === "data_exchange",
      };
      return <ActionButton label={flow_cta} onClick={() => actions.openFlow(flow)} />;
    }
    case "location_request_message":
      return <ActionButton icon="location" label="Send location" onClick={() => actions.sendLocation()} />;
    case "address_message":
      return <AddressButton request={interactive.action.parameters} />;
    case "order_details":
      return <OrderDetailsView details={interactive.action.parameters} />;
    case "order_status":
      return <OrderStatusView update={interactive.action.parameters} />;
    case "call_permission_request":
      return (
        <>
          {!interactive.body && <p>May we call you?</p>}
          <ActionButton label="Allow calls" onClick={() => actions.allowCalls(true)} />
          <ActionButton label="Do not allow" onClick={() => actions.allowCalls(false)} />
        </>
      );
    case "voice_call": {
      const { display_text = "Call now", payload } = interactive.action.parameters ?? {};
      return <ActionButton icon="call" label={display_text} onClick={() => actions.call(payload)} />;
    }
    case "carousel":
      return <Carousel cards={interactive.action.cards} />;
    case "request_contact_info":
      return <ActionButton icon="user" label="Share contact info" onClick={() => actions.shareNumber()} />;
  }
}
