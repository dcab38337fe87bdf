import { createServer } from "node:http";
import { listen } from "../../scripts/lib/loopback.ts";
import type { Emulator } from "../emulator.ts";
import { answerHeaders, sent } from "../workload.ts";

export default {
  name: "node:http with one constant answer",
  load: async () => async () => {
    const headers = answerHeaders(sent);
    const server = createServer((request, response) => {
      request.resume().on("end", () => response.writeHead(200, headers).end(sent));
    });
    return (await listen(server)).url;
  },
} satisfies Emulator;
