import type { Fault, FaultPlan } from "./faults.ts";

/** One column of the matrix. */
export interface Cell extends FaultPlan {
  name: string;
  method: "GET" | "POST";
}

const mix: Fault[] = ["429", "500", "reset", "stall", "throttled"];

const plans: (Omit<FaultPlan, "acts"> & { name: string })[] = [
  { name: "30 % 429 with Retry-After", faults: ["429"], share: 0.3 },
  { name: "30 % 500", faults: ["500"], share: 0.3 },
  { name: "30 % reset", faults: ["reset"], share: 0.3 },
  { name: "10 % stalled", faults: ["stall"], share: 0.1 },
  { name: "30 % throttled as 400", faults: ["throttled"], share: 0.3 },
  { name: "10 % mix", faults: mix, share: 0.1 },
  { name: "20 % mix", faults: mix, share: 0.2 },
  { name: "30 % mix", faults: mix, share: 0.3 },
];

/** The server delivers the message and fails before it responds. */
const breaks: Fault[] = ["reset", "500", "stall"];

export const matrix: Cell[] = [
  ...plans.map((plan): Cell => ({ ...plan, method: "GET", acts: false })),
  ...plans.map((plan): Cell => ({ ...plan, method: "POST", acts: false })),
  ...breaks.map((fault): Cell => ({
    name: `30 % ${fault} after delivery`,
    method: "POST",
    faults: [fault],
    share: 0.3,
    acts: true,
  })),
];
