import { expect, test } from "vitest";
import { tellStory } from "./conversation/story.ts";
import { Narrator } from "./narrator.ts";

test("the story is told to its end: sent, failed, repeated, pressed once, read", async () => {
  const lines: string[] = [];
  await tellStory(new Narrator((line) => lines.push(line)));
  const text = lines.join("\n");
  expect(text).toMatch(
    /1\. The business sends a template\n {3}→ POST \S+\/messages {2}200\n {3}← sent\n {3}← delivered/,
  );
  expect(text).toMatch(/the database is restarting\n {3}← Ada: Where is my order\?/);
  expect(text).toMatch(/messages {2}429\n {3}↻ code 130429: waiting 1\.\d s before attempt 2\n {3}→ POST \S+ {2}200/);
  expect(text.match(/pressed “Yes, please”/g)).toHaveLength(1);
  expect(text).toContain("2 deliveries, one of them ignored.");
  expect(text.match(/← read/g)).toHaveLength(2);
  expect(lines.at(-1)).toContain("examples/bot.ts");
});
