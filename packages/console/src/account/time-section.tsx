import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { get, post } from "../control/control.ts";
import { watch } from "../control/store.ts";
import { Problem, useAttempts } from "../parts/attempt.tsx";

const minute = 60_000; // ms
const hour = 60 * minute;
const day = 24 * hour;
const units: Readonly<Record<string, number>> = { minutes: minute, hours: hour, days: day };

const steps = [
  { label: "One hour", time: hour },
  { label: "One day", time: day },
  { label: "24 hours and a minute", time: day + minute },
  { label: "30 days", time: 30 * day },
];

/** The time of the sandbox, which runs, and can be moved forward. */
export function TimeSection() {
  /** What the sandbox is ahead of this page, in milliseconds. */
  const ahead = useSignal<number | undefined>(undefined);
  const shown = useSignal(0);
  const amount = useSignal("10");
  const unit = useSignal("minutes");
  const { problem, attempt } = useAttempts();

  function set(now: number): void {
    ahead.value = now - Date.now();
    shown.value = now;
  }

  const read = () => void attempt(async () => set((await get<{ now: number }>("/clock")).now));
  const advance = (milliseconds: number) =>
    void attempt(async () => set((await post<{ now: number }>("/clock", { advance: milliseconds })).now));

  useEffect(() => {
    read();
    const stop = watch((events) => {
      if (events.some(({ type }) => type === "restart")) read();
    });
    const timer = setInterval(() => (shown.value = Date.now() + (ahead.value ?? 0)), 1000);
    return () => {
      stop();
      clearInterval(timer);
    };
  }, []);

  return (
    <>
      <section class="panel clock" aria-labelledby="now">
        <h2 id="now">Now</h2>
        {ahead.value !== undefined && (
          <>
            <p class="time">
              <time dateTime={new Date(shown.value).toISOString()}>
                {new Date(shown.value).toLocaleString([], { dateStyle: "full", timeStyle: "medium" })}
              </time>
            </p>
            <p class="quiet">
              {Math.abs(ahead.value) < minute
                ? "The time of this machine."
                : `${spanText(ahead.value)} of this machine.`}
            </p>
          </>
        )}
      </section>
      <section class="panel" aria-labelledby="move">
        <h2 id="move">Move it forward</h2>
        <p class="quiet">
          What becomes due on the way happens at its own time: reviews end, pauses end, tokens expire. After 24 hours
          and a minute the window closes in which a business may write freely to a customer. It never goes back, but a
          reset returns to the time of this machine.
        </p>
        <div class="actions">
          {steps.map(({ label, time }) => (
            <button key={label} type="button" onClick={() => advance(time)}>
              {label}
            </button>
          ))}
        </div>
        <form
          class="actions own"
          onSubmit={(event) => {
            event.preventDefault();
            advance(Number(amount.value) * (units[unit.value] ?? minute));
          }}
        >
          <input
            type="number"
            min="0"
            max="36500"
            step="any"
            required
            aria-label="How much"
            value={amount.value}
            onInput={({ currentTarget }) => (amount.value = currentTarget.value)}
          />
          <select
            aria-label="Unit"
            value={unit.value}
            onChange={({ currentTarget }) => (unit.value = currentTarget.value)}
          >
            {Object.keys(units).map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
          <button class="primary">Move</button>
        </form>
        <Problem text={problem.value} />
      </section>
    </>
  );
}

/** How far ahead of the machine, or behind it, in the largest unit that fits. */
function spanText(milliseconds: number): string {
  const far = Math.abs(milliseconds);
  const where = milliseconds < 0 ? "behind the time" : "ahead of the time";
  const [name, size] = far >= 2 * day ? ["days", day] : far >= 2 * hour ? ["hours", hour] : ["minutes", minute];
  return `${Math.round(far / size)} ${name} ${where}`;
}
