import { useEffect, useState } from "preact/hooks";
import { Icon } from "../parts/icon.tsx";
import { numberNameOf } from "./names.ts";
import { actOnCall, type ChatAddress } from "./send.ts";
import { type ChatCall, callDuration } from "./timeline.ts";

interface CallBarProps {
  readonly to: ChatAddress;
  readonly call: ChatCall;
  readonly attempt: (action: Promise<void>) => void;
}

/** A call that rings or goes on, and what the customer does about it. */
export function CallBar({ to, call, attempt }: CallBarProps) {
  const { id, direction, state } = call;
  const isIncoming = direction === "BUSINESS_INITIATED" && state !== "taken";
  const does = (action: string) => () => attempt(actOnCall(to, id, action));
  return (
    <div class="call-bar" role="status">
      <Icon name="call" />
      <span class="what">
        <strong>{numberNameOf(to.phoneNumberId)}</strong>
        <span>
          {isIncoming ? "is calling" : state === "taken" ? <TimeOn since={call.startedAt} /> : "is being called…"}
        </span>
      </span>
      {isIncoming && (
        <>
          <button type="button" class="primary" onClick={does("answer")}>
            Answer
          </button>
          <button type="button" onClick={does("decline")}>
            Decline
          </button>
        </>
      )}
      {!isIncoming && (
        <button type="button" onClick={does("hang-up")}>
          Hang up
        </button>
      )}
    </div>
  );
}

/** How long a call goes on. */
function TimeOn({ since }: { since: number | undefined }) {
  const [begun] = useState(Date.now);
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now), 1000);
    return () => clearInterval(timer);
  }, []);
  // the time of the sandbox may be another one: then it counts from when the page saw it
  const isOdd = since === undefined || Math.abs(begun / 1000 - since) > 3600;
  return <span role="timer">{callDuration(Math.max(Math.floor(now / 1000 - (isOdd ? begun / 1000 : since)), 0))}</span>;
}
