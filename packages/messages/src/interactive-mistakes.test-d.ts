import { describe, test } from "vitest";
import { createMessagesClient } from "./index.ts";

const client = createMessagesClient({ auth: "EAAB" });
const params = { path: { phone_number_id: "108110225544001" } };
const message = { messaging_product: "whatsapp", to: "+15550123456", type: "interactive" } as const;
const body = { text: "How shall we send your order?" };

describe("the compiler refuses reply buttons", () => {
  const buttons = [{ type: "reply" as const, reply: { id: "keep", title: "Yes, keep it" } }];

  test("of the kind that cards have", () => {
    const button = { type: "quick_reply", quick_reply: { id: "keep", title: "Keep it" } } as const;
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "button", body, action: { buttons: [button] } } },
    });
  });

  test("that open a page", () => {
    const button = { type: "url", url: { title: "Open", url: "https://a.example" } } as const;
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "button", body, action: { buttons: [button] } } },
    });
  });

  test("without an id", () => {
    const reply = { title: "Keep it" };
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "button", body, action: { buttons: [{ type: "reply", reply }] } } },
    });
  });

  test("whose id is not inside of `reply`", () => {
    const reply = { type: "reply", id: "keep", title: "Keep it" } as const;
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "button", body, action: { buttons: [reply] } } },
    });
  });

  test("outside of `action`", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "button", body, buttons } },
    });
  });

  test("without a body", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "button", action: { buttons } } },
    });
  });

  test("under a body that is a bare string", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "button", body: "Does Tuesday suit you?", action: { buttons } } },
    });
  });

  test("above a footer that is a bare string", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "button", body, footer: "Northwind", action: { buttons } } },
    });
  });

  test("under a header that is a bare string", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "button", header: "Service", body, action: { buttons } } },
    });
  });

  test("under a header that says no kind", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "button", header: { text: "Service" }, body, action: { buttons } } },
    });
  });

  test("under audio", () => {
    const audio = { id: "1037543291543637" };
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: {
        ...message,
        interactive: { type: "button", header: { type: "audio", audio }, body, action: { buttons } },
      },
    });
  });

  test("in the plural", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "buttons", body, action: { buttons } } },
    });
  });
});

describe("the compiler refuses a list", () => {
  test("without sections", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "list", body, action: { button: "Choose" } } },
    });
  });

  test("without the label that opens it", () => {
    const sections = [{ rows: [{ id: "post", title: "Post" }] }];
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "list", body, action: { sections } } },
    });
  });

  test("with rows in no section", () => {
    const sections = [{ id: "post", title: "Post" }];
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "list", body, action: { button: "Choose", sections } } },
    });
  });

  test("with a number for the id of a row", () => {
    const sections = [{ rows: [{ id: 7, title: "Post" }] }];
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "list", body, action: { button: "Choose", sections } } },
    });
  });

  test("with a row without title", () => {
    const sections = [{ rows: [{ id: "post" }] }];
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "list", body, action: { button: "Choose", sections } } },
    });
  });

  test("under an image", () => {
    const header = { type: "image", image: { id: "1037543291543636" } } as const;
    const sections = [{ rows: [{ id: "post", title: "Post" }] }];
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "list", header, body, action: { button: "Choose", sections } } },
    });
  });

  test("with the action of reply buttons", () => {
    const buttons = [{ type: "reply" as const, reply: { id: "post", title: "Post" } }];
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "list", body, action: { buttons } } },
    });
  });
});

describe("the compiler refuses products", () => {
  const catalog_id = "367025965434465";
  const header = { type: "text", text: "For the winter" } as const;

  test("without their catalog", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "product", action: { product_retailer_id: "helmet-m" } } },
    });
  });

  test("as a list without a header", () => {
    const sections = [{ product_items: [{ product_retailer_id: "helmet-m" }] }];
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "product_list", body, action: { catalog_id, sections } } },
    });
  });

  test("as bare ids", () => {
    const sections = [{ product_items: ["helmet-m"] }];
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "product_list", header, body, action: { catalog_id, sections } } },
    });
  });

  test("as the rows of a list", () => {
    const sections = [{ rows: [{ id: "helmet-m", title: "Helmet" }] }];
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "product_list", header, body, action: { catalog_id, sections } } },
    });
  });

  test("as a catalog without the name of the action", () => {
    client.POST("/{phone_number_id}/messages", {
      params,
      // @ts-expect-error
      body: { ...message, interactive: { type: "catalog_message", body, action: {} } },
    });
  });
});
