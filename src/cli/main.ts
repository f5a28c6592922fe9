#!/usr/bin/env node
/** Starts the program `weir`. What it is made of is compiled once and kept, since a check should not wait for itself. */
import { enableCompileCache } from 'node:module';

enableCompileCache();
const { run } = await import('./program.ts');
process.exitCode = await run(process.argv);
