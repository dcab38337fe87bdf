/** A template with a picture, positional parameters and two buttons. */
export const orderShipped = {
  name: "order_shipped",
  language: "en_US",
  status: "APPROVED",
  category: "UTILITY",
  parameter_format: "POSITIONAL",
  components: [
    { type: "HEADER", format: "IMAGE" },
    { type: "BODY", text: "Hello {{1}}, order {{2}} has left." },
    { type: "FOOTER", text: "Harbour Coffee" },
    {
      type: "BUTTONS",
      buttons: [
        { type: "QUICK_REPLY", text: "Stop" },
        { type: "URL", text: "Track", url: "https://harbourcoffee.example/{{1}}" },
      ],
    },
  ],
};

/** The same with changes. */
export const like = (own: object) => ({ ...orderShipped, ...own });
/** A template with these components. */
export const made = (...components: object[]) => like({ components });
/** A template with a body and these buttons. */
export const buttons = (...list: object[]) => made(bodyOf("Have a look."), { type: "BUTTONS", buttons: list });
export const bodyOf = (text: string) => ({ type: "BODY", text });

/** A message with these components. */
export const sent = (...components: object[]) => ({
  name: "order_shipped",
  language: { code: "en_US" },
  ...(components.length > 0 && { components }),
});
export const text = (value: string, parameter_name?: string) => ({
  type: "text",
  text: value,
  ...(parameter_name !== undefined && { parameter_name }),
});
export const part = (type: string, ...parameters: object[]) => ({ type, parameters });
export const body = (...values: string[]) => part("body", ...values.map((value) => text(value)));
export const button = (sub_type: string, index: number | string, ...parameters: object[]) => ({
  ...part("button", ...parameters),
  sub_type,
  index,
});
export const image = { type: "image", image: { id: "1037543291543636" } };
export const header = part("header", image);
export const track = button("url", 1, text("8841"));
export const action = (value: object) => ({ type: "action", action: value });
