import { test } from "vitest";
import { sendInteractive } from "./send.test-support.ts";

const body = { text: "How shall we send your order?" };

test("the compiler refuses reply buttons", () => {
  const buttons = [{ type: "reply" as const, reply: { id: "keep", title: "Yes, keep it" } }];
  const quick = { type: "quick_reply", quick_reply: { id: "keep", title: "Keep it" } } as const;
  // @ts-expect-error: of the kind that cards have
  sendInteractive({ type: "button", body, action: { buttons: [quick] } });
  const page = { type: "url", url: { title: "Open", url: "https://a.example" } } as const;
  // @ts-expect-error: that open a page
  sendInteractive({ type: "button", body, action: { buttons: [page] } });
  const reply = { title: "Keep it" };
  // @ts-expect-error: without an id
  sendInteractive({ type: "button", body, action: { buttons: [{ type: "reply", reply }] } });
  const bare = { type: "reply", id: "keep", title: "Keep it" } as const;
  // @ts-expect-error: whose id is not inside of `reply`
  sendInteractive({ type: "button", body, action: { buttons: [bare] } });
  // @ts-expect-error: outside of `action`
  sendInteractive({ type: "button", body, buttons });
  // @ts-expect-error: without a body
  sendInteractive({ type: "button", action: { buttons } });
  // @ts-expect-error: under a body that is a bare string
  sendInteractive({ type: "button", body: "Does Tuesday suit you?", action: { buttons } });
  // @ts-expect-error: above a footer that is a bare string
  sendInteractive({ type: "button", body, footer: "Northwind", action: { buttons } });
  // @ts-expect-error: under a header that is a bare string
  sendInteractive({ type: "button", header: "Service", body, action: { buttons } });
  // @ts-expect-error: under a header that says no kind
  sendInteractive({ type: "button", header: { text: "Service" }, body, action: { buttons } });
  const audio = { id: "1037543291543637" };
  // @ts-expect-error: under audio
  sendInteractive({ type: "button", header: { type: "audio", audio }, body, action: { buttons } });
  // @ts-expect-error: in the plural
  sendInteractive({ type: "buttons", body, action: { buttons } });
});

test("the compiler refuses a list", () => {
  const sections = [{ rows: [{ id: "post", title: "Post" }] }];
  const action = { button: "Choose", sections };
  // @ts-expect-error: without sections
  sendInteractive({ type: "list", body, action: { button: "Choose" } });
  // @ts-expect-error: without the label that opens it
  sendInteractive({ type: "list", body, action: { sections } });
  const rows = [{ id: "post", title: "Post" }];
  // @ts-expect-error: with rows in no section
  sendInteractive({ type: "list", body, action: { button: "Choose", sections: rows } });
  const numbered = [{ rows: [{ id: 7, title: "Post" }] }];
  // @ts-expect-error: with a number for the id of a row
  sendInteractive({ type: "list", body, action: { button: "Choose", sections: numbered } });
  const untitled = [{ rows: [{ id: "post" }] }];
  // @ts-expect-error: with a row without title
  sendInteractive({ type: "list", body, action: { button: "Choose", sections: untitled } });
  const image = { type: "image", image: { id: "1037543291543636" } } as const;
  // @ts-expect-error: under an image
  sendInteractive({ type: "list", header: image, body, action });
  const buttons = [{ type: "reply" as const, reply: { id: "post", title: "Post" } }];
  // @ts-expect-error: with the action of reply buttons
  sendInteractive({ type: "list", body, action: { buttons } });
});

test("the compiler refuses products", () => {
  const catalog_id = "367025965434465";
  const header = { type: "text", text: "For the winter" } as const;
  // @ts-expect-error: without their catalog
  sendInteractive({ type: "product", action: { product_retailer_id: "helmet-m" } });
  const sections = [{ product_items: [{ product_retailer_id: "helmet-m" }] }];
  // @ts-expect-error: as a list without a header
  sendInteractive({ type: "product_list", body, action: { catalog_id, sections } });
  const bare = [{ product_items: ["helmet-m"] }];
  // @ts-expect-error: as bare ids
  sendInteractive({ type: "product_list", header, body, action: { catalog_id, sections: bare } });
  const rows = [{ rows: [{ id: "helmet-m", title: "Helmet" }] }];
  // @ts-expect-error: as the rows of a list
  sendInteractive({ type: "product_list", header, body, action: { catalog_id, sections: rows } });
  // @ts-expect-error: as a catalog without the name of the action
  sendInteractive({ type: "catalog_message", body, action: {} });
});
