// A conversation between a business and a customer, on a sandbox of its own.
import { tellStory } from "./conversation/story.ts";
import { Narrator } from "./narrator.ts";

await tellStory(new Narrator((line) => console.log(line)));
