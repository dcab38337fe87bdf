import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "./client.ts";
import type { Cell } from "./fault-matrix.ts";
import { startFaultServer } from "./fault-server.ts";
import { nextMessage, phoneNumbers, sent } from "./workload.ts";

/** Outcome of the calls of one client against one server. */
export interface Outcome {
  /** Returned the right result. */
  completed: number;
  failed: number;
  /** Returned a wrong result as a success, such as nothing. */
  wrong: number;
  /** Neither completed nor failed by the deadline. */
  open: number;
  deliveredTwice: number;
  /** Requests sent before Retry-After had passed. */
  early: number;
  requests: number;
}

export interface Conditions {
  calls: number;
  /** Time between calls, in ms. */
  pace: number;
  /** Time after which a call counts as left open, in ms. */
  deadline: number;
  /** The client's timeout per attempt, in ms. */
  timeout: number;
  /** Whether clients that do not retry POSTs by default are configured to. */
  repeatsPosts: boolean;
}

/** Sends the calls of one cell, at an even pace. */
export async function survive(client: Client, cell: Cell, conditions: Conditions): Promise<Outcome> {
  const { calls, pace, deadline, timeout, repeatsPosts } = conditions;
  const { baseUrl, sightings, stop } = await startFaultServer(cell);
  const { get, post } = await client.create({ baseUrl, survival: { attempts: 4, timeout, delay: 20, repeatsPosts } });
  const isPost = cell.method === "POST";
  const send = (id: string) => (isPost ? post(id, nextMessage()) : get(id));
  const right = isPost ? sent : phoneNumbers;
  const watched = Array.from({ length: calls }, async (_, index) => {
    await sleep(index * pace);
    const outcome = send(String(index + 1)).then(
      (answer) => (JSON.stringify(answer) === right ? ("completed" as const) : ("wrong" as const)),
      () => "failed" as const,
    );
    return Promise.race([outcome, sleep(deadline, "open" as const, { ref: false })]);
  });
  const ends = await Promise.all(watched);
  stop();
  const count = (end: (typeof ends)[number]) => ends.filter((own) => own === end).length;
  return {
    completed: count("completed"),
    failed: count("failed"),
    wrong: count("wrong"),
    open: count("open"),
    deliveredTwice: [...sightings.deliveries.values()].filter((times) => times > 1).length,
    early: sightings.early,
    requests: sightings.requests,
  };
}
