/** A port for a server that a test starts as a program of its own. */
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Below the ports that systems give to outgoing connections: a port from among those may be taken by somebody's request
 * before the server that it was meant for has started.
 */
const FIRST = 20_000;
/** Each worker of the test runner has a range of its own. */
const RANGE = 1000;
const RANGES = 12;

let asked = 0;

/** A port on which nothing listens, and which no other worker is given. Never the same twice in a row. */
export async function freePort(): Promise<number> {
  const range = Number(process.env.VITEST_POOL_ID ?? 0) % RANGES;
  for (let tries = 0; tries < RANGE; tries += 1) {
    // Two test runs on one machine begin in different places.
    const port = FIRST + range * RANGE + ((process.pid + asked) % RANGE);
    asked += 1;
    if (await isFree(port)) return port;
  }
  throw new Error(`no port is free from ${FIRST + range * RANGE} on`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port);
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  await once(server.close(), 'close');
  return true;
}
