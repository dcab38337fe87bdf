const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How long an offer goes on, as WhatsApp says it. */
export function timeLeft(milliseconds: number): string {
  if (milliseconds <= 0) return "Offer ended";
  if (milliseconds >= 2 * day) return `Ends in ${Math.floor(milliseconds / day)} days`;
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const clock = `${two(milliseconds / hour)}:${two((milliseconds % hour) / minute)}:${two((milliseconds % minute) / second)}`;
  return `Ends in ${clock}`;
}
