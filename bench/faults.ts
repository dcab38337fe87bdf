/** What a server may do instead of answering. */
export type Fault = "429" | "500" | "reset" | "stall" | "throttled";

/** How a server misbehaves. */
export interface FaultPlan {
  faults: readonly Fault[];
  /** Share of the requests that meet a fault. */
  share: number;
  /** Whether it does what it was asked before the fault. */
  acts: boolean;
}

const seed = 20_261_120;

/** No call meets more faults than this in a row, so that four attempts of a flawless client are enough. */
const mostFaults = 3;

/** The fault that the attempt (counted from 1) of a call meets: the same in every run. */
export function faultAt({ faults, share }: FaultPlan, call: string, attempt: number): Fault | undefined {
  if (attempt > mostFaults) return undefined;
  const key = `${seed} ${faults.join(" ")} ${call} ${attempt}`;
  if (randomOf(`${key} whether`) >= share) return undefined;
  return faults[Math.floor(randomOf(`${key} which`) * faults.length)];
}

/** A number from 0 up to 1 that depends on nothing but the text: FNV-1a, mixed as in MurmurHash3. */
function randomOf(text: string): number {
  let hash = 0x81_1c_9d_c5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01_00_01_93);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85_eb_ca_6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
