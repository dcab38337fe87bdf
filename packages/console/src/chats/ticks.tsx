import type { BusinessMessage } from "./chat-message.ts";

/** How far a message came. */
export function Ticks({ status }: { status: BusinessMessage["status"] }) {
  if (status === "failed") return <span class="danger">failed</span>;
  const isTwo = status !== "accepted" && status !== "sent";
  const isSeen = status === "read" || status === "played";
  return (
    <span class={isSeen ? "ticks seen" : "ticks"} title={status}>
      <svg class="icon" viewBox="0 0 24 24" role="img" aria-label={status}>
        <path d={status === "accepted" ? clock : isTwo ? "M1 13l5 5L16 7M10 16l2 2L22 7" : "M4 13l5 5L20 7"} />
      </svg>
    </span>
  );
}

const clock = "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5l3 3";
