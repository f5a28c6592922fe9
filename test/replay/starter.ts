/** Starts a replay process that computes without end, prints its number, and waits to be killed. */
import { forkLocked } from '../../src/replay/lock.ts';

const [, , script = ''] = process.argv;
const child = forkLocked(script, { reads: [script], addons: false }, { milliseconds: 0, megabytes: 64 });
child.on('message', (pid) => console.log(pid));
setInterval(() => {}, 60_000);
