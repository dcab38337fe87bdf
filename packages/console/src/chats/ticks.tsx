import type { BusinessMessage } from "./chat-message.ts";

/** How far a message came. */
export function Ticks({ status }: { status: BusinessMessage["status"] }) {
  if (status === "failed") return <span class="danger">failed</span>;
  const isTwo = status !== "accepted" && status !== "sent";
  return (
    <span class={status === "read" || status === "played" ? "ticks seen" : "ticks"} title={status}>
      <svg class="icon" viewBox="0 0 24 24" role="img" aria-label={status}>
        <path d={isTwo ? "M1 13l5 5L16 7M10 16l2 2L22 7" : "M4 13l5 5L20 7"} />
      </svg>
    </span>
  );
}
