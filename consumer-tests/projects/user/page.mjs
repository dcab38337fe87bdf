import { tryCapabilities } from "./capabilities.mjs";

Object.assign(globalThis, { tryCapabilities });
