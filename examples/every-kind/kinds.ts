import type { SendMessageContent } from "@openwaba/messages";

/** What messages refer to, as far as the account has it. */
export interface Supplies {
  /** Ids of uploaded files. */
  files: { image: string; video: string; audio: string; document: string; sticker: string };
  /** Where files lie that are sent by their links. */
  links: string;
  /** The message of the customer to quote and to react to. */
  message_id: string;
  /** A catalog that is connected to the account, and what is in it. */
  catalog?: { id: string; products: readonly string[] } | undefined;
  /** A published flow. */
  flow_id?: string | undefined;
}

/** One message of every kind, to a person, by names for people to read. */
export function everyKind(supplies: Supplies): [name: string, message: SendMessageContent][] {
  return [...texts(supplies), ...media(supplies), ...shared(supplies), ...templates(), ...interactive(supplies)];
}

// #region texts
function texts({ message_id }: Supplies): [string, SendMessageContent][] {
  return [
    ["text", { text: { body: "Good morning from the harbour." } }],
    ["text with a preview", { text: { body: "Our beans: https://www.wikipedia.org/wiki/Coffee", preview_url: true } }],
    ["reply that quotes a message", { context: { message_id }, text: { body: "Good morning to you, too." } }],
  ];
}
// #endregion texts

// #region media
function media({ files, links }: Supplies): [string, SendMessageContent][] {
  return [
    ["image by id", { type: "image", image: { id: files.image, caption: "This evening" } }],
    ["image by link", { type: "image", image: { link: `${links}/harbour.jpg` } }],
    ["video by id", { type: "video", video: { id: files.video, caption: "How we roast" } }],
    ["video by link", { type: "video", video: { link: `${links}/roasting.mp4` } }],
    ["audio by id", { type: "audio", audio: { id: files.audio } }],
    ["audio by link", { type: "audio", audio: { link: `${links}/bell.mp3` } }],
    ["voice message", { type: "audio", audio: { link: `${links}/bell.ogg`, voice: true } }],
    [
      "document by id",
      { type: "document", document: { id: files.document, filename: "menu.pdf", caption: "Our menu" } },
    ],
    ["document by link", { type: "document", document: { link: `${links}/menu.pdf`, filename: "menu.pdf" } }],
    ["sticker by id", { type: "sticker", sticker: { id: files.sticker } }],
    ["sticker by link", { type: "sticker", sticker: { link: `${links}/cup.webp` } }],
  ];
}
// #endregion media

// #region shared
function shared({ message_id }: Supplies): [string, SendMessageContent][] {
  const place = { latitude: 47.6097, longitude: -122.3425, name: "Harbour Coffee Roasters", address: "12 Pier Street" };
  return [
    ["location", { type: "location", location: place }],
    [
      "contacts",
      {
        type: "contacts",
        contacts: [
          {
            name: { formatted_name: "Ines Moreau", first_name: "Ines", last_name: "Moreau" },
            org: { company: "Harbour Coffee Roasters", title: "Head roaster" },
            phones: [{ phone: "+1 555-012-3401", type: "Work" }],
            emails: [{ email: "ines@harbourcoffee.example", type: "Work" }],
          },
        ],
      },
    ],
    ["reaction", { type: "reaction", reaction: { message_id, emoji: "☕" } }],
    ["reaction taken back", { type: "reaction", reaction: { message_id, emoji: "" } }],
  ];
}
// #endregion shared

// #region templates
function templates(): [string, SendMessageContent][] {
  const pier = { latitude: "47.6097", longitude: "-122.3425", name: "Pier 4", address: "12 Pier Street" };
  const code = { type: "text", text: "581063" } as const;
  return [
    ["template", { type: "template", template: { name: "hello_world", language: { code: "en_US" } } }],
    [
      "template with a map, named values and buttons",
      {
        type: "template",
        template: {
          name: "delivery_on_its_way",
          language: { code: "en_GB" },
          components: [
            { type: "header", parameters: [{ type: "location", location: pier }] },
            {
              type: "body",
              parameters: [
                { type: "text", parameter_name: "first_name", text: "Ada" },
                { type: "text", parameter_name: "parcel_number", text: "HC-20931" },
              ],
            },
            { type: "button", sub_type: "url", index: 0, parameters: [{ type: "text", text: "HC-20931" }] },
            {
              type: "button",
              sub_type: "quick_reply",
              index: 1,
              parameters: [{ type: "payload", payload: "at-door" }],
            },
          ],
        },
      },
    ],
    [
      "template with a one-time code",
      {
        type: "template",
        template: {
          name: "login_code",
          language: { code: "en_GB" },
          components: [
            { type: "body", parameters: [code] },
            { type: "button", sub_type: "url", index: 0, parameters: [code] },
          ],
        },
      },
    ],
  ];
}
// #endregion templates

type Interactive = Extract<SendMessageContent, { type: "interactive" }>["interactive"];

function interactive(supplies: Supplies): [string, SendMessageContent][] {
  const kinds = [...choices(supplies), ...requests(supplies), ...products(supplies), ...payments()];
  return kinds.map(([name, content]) => [name, { type: "interactive", interactive: content }]);
}

// #region choices
function choices({ files, links }: Supplies): [string, Interactive][] {
  return [
    [
      "reply buttons under an image",
      {
        type: "button",
        header: { type: "image", image: { id: files.image } },
        body: { text: "Your table is at 9. Does that suit you?" },
        footer: { text: "Harbour Coffee Roasters" },
        action: {
          buttons: [
            { type: "reply", reply: { id: "keep", title: "Yes, keep it" } },
            { type: "reply", reply: { id: "change", title: "Change it" } },
          ],
        },
      },
    ],
    [
      "list",
      {
        type: "list",
        body: { text: "How shall we send your beans?" },
        action: {
          button: "Choose",
          sections: [
            { title: "Fast", rows: [{ id: "courier", title: "Courier", description: "Today before 8 pm" }] },
            { title: "Cheap", rows: [{ id: "post", title: "Post", description: "2 to 5 days" }] },
          ],
        },
      },
    ],
    [
      "button that opens a page",
      {
        type: "cta_url",
        body: { text: "Pick a date for your tasting." },
        action: {
          name: "cta_url",
          parameters: { display_text: "See dates", url: "https://harbourcoffee.example/tasting" },
        },
      },
    ],
    [
      "carousel of pictures with buttons",
      {
        type: "carousel",
        body: { text: "Which roast do you like?" },
        action: {
          cards: ["light", "dark"].map((roast, card_index) => ({
            card_index,
            type: "cta_url",
            header: { type: "image", image: { link: `${links}/${roast}.jpg` } },
            action: { buttons: [{ type: "quick_reply", quick_reply: { id: roast, title: `The ${roast} one` } }] },
          })),
        },
      },
    ],
  ];
}
// #endregion choices

// #region requests
function requests({ flow_id }: Supplies): [string, Interactive][] {
  const flow: Interactive = {
    type: "flow",
    body: { text: "Book a tasting in three steps." },
    action: {
      name: "flow",
      parameters: {
        flow_message_version: "3",
        flow_id: flow_id ?? "",
        flow_cta: "Book now",
        flow_token: "tasting-20417",
      },
    },
  };
  return [
    ...(flow_id === undefined ? [] : ([["flow", flow]] satisfies [string, Interactive][])),
    [
      "request for a location",
      {
        type: "location_request_message",
        body: { text: "Where shall we bring it?" },
        action: { name: "send_location" },
      },
    ],
    [
      "request for an address, in India",
      {
        type: "address_message",
        body: { text: "Where shall we deliver?" },
        action: { name: "address_message", parameters: { country: "IN", values: { city: "Mumbai" } } },
      },
    ],
    [
      "request for a phone number",
      {
        type: "request_contact_info",
        body: { text: "To look up your order we need your number." },
        action: { name: "request_contact_info" },
      },
    ],
    [
      "request to be allowed to call",
      {
        type: "call_permission_request",
        body: { text: "May we call you about your order?" },
        action: { name: "call_permission_request" },
      },
    ],
    [
      "button that calls the business",
      {
        type: "voice_call",
        body: { text: "Talk to our roastery." },
        action: { name: "voice_call", parameters: { display_text: "Call us", ttl_minutes: 120 } },
      },
    ],
  ];
}
// #endregion requests

// #region products
function products({ catalog }: Supplies): [string, Interactive][] {
  const [first, second = first] = catalog?.products ?? [];
  if (!catalog || first === undefined || second === undefined) return [];
  const catalog_id = catalog.id;
  return [
    [
      "product",
      {
        type: "product",
        body: { text: "The beans you asked for" },
        action: { catalog_id, product_retailer_id: first },
      },
    ],
    [
      "list of products",
      {
        type: "product_list",
        header: { type: "text", text: "For the winter" },
        body: { text: "All you need for a good cup" },
        action: {
          catalog_id,
          sections: [
            { title: "Coffee", product_items: [{ product_retailer_id: first }] },
            { title: "Tools", product_items: [{ product_retailer_id: second }] },
          ],
        },
      },
    ],
    [
      "catalog",
      { type: "catalog_message", body: { text: "Have a look at all we have." }, action: { name: "catalog_message" } },
    ],
    [
      "carousel of products",
      {
        type: "carousel",
        body: { text: "Our favourites" },
        action: {
          cards: [first, second].map((product_retailer_id, card_index) => ({
            card_index,
            type: "product",
            action: { catalog_id, product_retailer_id },
          })),
        },
      },
    ],
  ];
}
// #endregion products

// #region payments
function payments(): [string, Interactive][] {
  const reference_id = `order-${Date.now()}`; // never used before
  return [
    [
      "bill to pay in the chat, in Brazil",
      {
        type: "order_details",
        body: { text: "Your monthly beans" },
        action: {
          name: "review_and_pay",
          parameters: {
            reference_id,
            type: "digital-goods",
            payment_type: "br",
            payment_settings: [
              { type: "payment_link", payment_link: { uri: "https://pay.harbourcoffee.example/8841" } },
            ],
            currency: "BRL",
            total_amount: { value: 5000, offset: 100 },
          },
        },
      },
    ],
    [
      "status of that order",
      {
        type: "order_status",
        body: { text: "We have your payment and are roasting." },
        action: { name: "review_order", parameters: { reference_id, order: { status: "processing" } } },
      },
    ],
  ];
}
// #endregion payments
