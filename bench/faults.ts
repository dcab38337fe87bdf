/** What a server may do instead of responding normally. */
export type Fault = "429" | "500" | "reset" | "stall" | "throttled";

/** The faults of a server. */
export interface FaultPlan {
  faults: readonly Fault[];
  /** Share of requests that hit a fault. */
  share: number;
  /** Whether the server processes the request before the fault. */
  acts: boolean;
}

const seed = 20_261_120;

/** Most faults in a row per call: four attempts of a correct client are enough. */
const mostFaults = 3;

/** The fault of an attempt (counted from 1) of a call: the same in every run. */
export function faultAt({ faults, share }: FaultPlan, call: string, attempt: number): Fault | undefined {
  if (attempt > mostFaults) return undefined;
  const key = `${seed} ${faults.join(" ")} ${call} ${attempt}`;
  if (randomOf(`${key} whether`) >= share) return undefined;
  return faults[Math.floor(randomOf(`${key} which`) * faults.length)];
}

/** A number from 0 up to 1 that depends only on the text: FNV-1a, mixed as in MurmurHash3. */
function randomOf(text: string): number {
  let hash = 0x81_1c_9d_c5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01_00_01_93);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85_eb_ca_6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
