#!/usr/bin/env node
import { runProcess } from "@openwaba/cli";

await runProcess(process);
