import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { isConnected } from "../control/live.ts";

const patience = 1000; // ms, so that a page that opens does not begin with a warning

/** Says that the sandbox is gone, until it is there again. */
export function LostBanner() {
  const isLost = useSignal(false);
  useEffect(() => {
    if (isConnected.value) {
      isLost.value = false;
      return undefined;
    }
    const timer = setTimeout(() => (isLost.value = true), patience);
    return () => clearTimeout(timer);
  }, [isConnected.value]);
  return (
    <div role="status">
      {isLost.value && <p class="lost">The sandbox does not answer. The page goes on as soon as it is there again.</p>}
    </div>
  );
}
