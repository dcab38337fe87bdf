import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { median, type Spread, spreadOf } from "./statistics.ts";

setFlagsFromString("--expose-gc");
export const collectGarbage: () => void = runInNewContext("gc");

/** One thing to measure: `run` is called `times` times per round. */
export interface Subject {
  name: string;
  run: () => Promise<unknown>;
  times: number;
}

export interface Figures {
  /** Processor time per run in µs, garbage collection included. */
  cpu: Spread;
  /** Processor time relative to that of the first subject in the same round. */
  cpuRatio: Spread;
}

/**
 * Measures all subjects in every round, each round in another order, so that a busy machine slows all
 * alike. The first subject is what the others are compared with, by the middle one of three measurements in the
 * same round.
 */
export async function measureRounds(subjects: Subject[], rounds: number): Promise<Map<string, Figures>> {
  for (let warmup = 0; warmup < 3; warmup++) for (const subject of subjects) await measure(subject);
  const [base, ...others] = subjects;
  if (!base) throw new Error("Cannot measure: there is nothing to compare with");
  const samples = new Map(subjects.map(({ name }) => [name, [] as number[]]));
  const bases: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const own: number[] = [];
    for (const subject of shuffle([base, base, base, ...others])) {
      const sample = await measure(subject);
      if (subject === base) own.push(sample);
      else samples.get(subject.name)?.push(sample);
    }
    bases.push(median(own));
  }
  samples.set(base.name, bases);
  const figures = (own: number[]): Figures => ({
    cpu: spreadOf(own),
    cpuRatio: spreadOf(own.map((cpu, round) => cpu / (bases[round] ?? Number.NaN))),
  });
  return new Map([...samples].map(([name, own]) => [name, figures(own)]));
}

/** Processor time per run in µs. */
async function measure({ run, times }: Subject): Promise<number> {
  collectGarbage();
  const cpu = process.cpuUsage();
  for (let time = 0; time < times; time++) await run();
  const { user, system } = process.cpuUsage(cpu);
  return (user + system) / times;
}

export function shuffle<Item>(items: Item[]): Item[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(Math.random() * (last + 1));
    const [one, two] = [mixed[last], mixed[other]];
    if (one === undefined || two === undefined) continue;
    [mixed[last], mixed[other]] = [two, one];
  }
  return mixed;
}
