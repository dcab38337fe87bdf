import type { PendingFault, RecordedCall } from "@openwaba/sandbox";

/** A log with a call in the place of its id: items of a batch are answered before the batch. */
export function withCall(log: readonly RecordedCall[], call: RecordedCall): RecordedCall[] {
  const place = log.findLastIndex(({ id }) => Number(id) <= Number(call.id));
  const before = log.slice(0, log[place]?.id === call.id ? place : place + 1);
  return [...before, call, ...log.slice(place + 1)];
}

/** Armed faults with one as it is now; it is gone if nothing of it is left. */
export function withFault(faults: readonly PendingFault[], fault: PendingFault): PendingFault[] {
  const others = faults.filter(({ id }) => id !== fault.id);
  const all = fault.left > 0 ? [...others, fault] : others;
  return all.toSorted((one, other) => Number(one.id) - Number(other.id));
}
