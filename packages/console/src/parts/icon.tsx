/** Shapes of 24 × 24, drawn with the colour of the text around them. */
const paths = {
  account: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-8 8c0-4 4-6 8-6s8 2 8 6Z",
  back: "M15 5l-7 7 7 7",
  bolt: "M13 2 5 14h6l-1 8 8-12h-6Z",
  call: "M6 3h4l2 5-3 2a12 12 0 0 0 5 5l2-3 5 2v4c0 1-1 2-2 2C11 20 4 13 4 5c0-1 1-2 2-2Z",
  campaign: "M4 10v4h3l9 5V5L7 10Zm3 4 1 6h3l-1-5M20 9v6",
  chat: "M4 4h16v12H9l-5 4Z",
  check: "M4 12l5 5L20 6",
  close: "M5 5l14 14M19 5 5 19",
  copy: "M8 8h12v12H8ZM4 16V4h12",
  document: "M6 2h8l5 5v15H6Zm8 0v5h5",
  list: "M4 6h16M4 12h16M4 18h16",
  location: "M12 2a7 7 0 0 0-7 7c0 5 7 13 7 13s7-8 7-13a7 7 0 0 0-7-7Zm0 9a2 2 0 1 1 0-4 2 2 0 0 1 0 4Z",
  microphone: "M12 3a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3ZM6 11a6 6 0 0 0 12 0M12 17v4",
  moon: "M20 14A8 8 0 1 1 10 4a7 7 0 0 0 10 10Z",
  open: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  plus: "M12 5v14M5 12h14",
  refresh: "M20 11a8 8 0 1 0-2 6M20 4v7h-7",
  reply: "M10 5 4 11l6 6v-4c6 0 8 2 10 6 0-8-4-10-10-10Z",
  screen: "M3 5h18v12H3ZM8 21h8M12 17v4",
  search: "M10 17a7 7 0 1 1 0-14 7 7 0 0 1 0 14Zm5-2 6 6",
  send: "M3 4l18 8-18 8 3-8Z",
  shop: "M5 8h14l1 12H4ZM8 8a4 4 0 0 1 8 0",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 2v2M12 20v2M4 12H2M22 12h-2M5 5l1.5 1.5M17.5 17.5 19 19M5 19l1.5-1.5M17.5 6.5 19 5",
  template: "M4 4h16v5H4ZM4 12h7v8H4ZM14 12h6v8h-6Z",
  user: "M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7 9c0-4 3-6 7-6s7 2 7 6",
  webhook: "M8 16a4 4 0 1 1-2-7M6 9l4-5a4 4 0 0 1 7 3M10 16h8a4 4 0 1 0-3-6l-3-5",
} as const;

export type IconName = keyof typeof paths;

/** A picture beside a text that says the same: nothing is read out. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
