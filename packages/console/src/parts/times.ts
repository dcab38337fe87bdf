// made once: to make one takes longer than all else that a row of a list needs
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });

/** Hour and minute of a time in seconds since 1970. */
export function clockTime(seconds: number): string {
  return clock.format(seconds * 1000);
}

/** The hour if it is today, else the day. */
export function dayOrTime(seconds: number): string {
  const isToday = new Date(seconds * 1000).toDateString() === new Date().toDateString();
  return isToday ? clockTime(seconds) : day.format(seconds * 1000);
}

/** The day with its weekday, of a time in seconds since 1970. */
export function longDay(seconds: number): string {
  return weekday.format(seconds * 1000);
}
