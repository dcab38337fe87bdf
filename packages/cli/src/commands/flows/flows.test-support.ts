/** A flow of one screen that asks for a roast. */
export const tasting = (title = "Tasting") => ({
  version: "7.3",
  screens: [
    {
      id: "ROAST",
      title,
      terminal: true,
      success: true,
      layout: {
        type: "SingleColumnLayout",
        children: [
          { type: "TextInput", name: "roast", label: "Roast", required: true },
          {
            type: "Footer",
            label: "Done",
            "on-click-action": { name: "complete", payload: { roast: "${form.roast}" } },
          },
        ],
      },
    },
  ],
});

export const json = (value: unknown) => JSON.stringify(value, null, 2);
