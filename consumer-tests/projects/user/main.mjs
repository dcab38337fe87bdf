import { tryCapabilities } from "./capabilities.mjs";

console.log(JSON.stringify(await tryCapabilities(JSON.parse(process.argv[2]))));
