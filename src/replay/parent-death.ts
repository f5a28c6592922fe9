/**
 * A replay process that computes without end, as in a regular expression that backtracks, does not hear that its starter is
 * gone: killed, that one ends nobody. The kernel of Linux can, and `setpriv` of util-linux asks it to.
 * https://man7.org/linux/man-pages/man2/PR_SET_PDEATHSIG.2const.html
 */
import { realpathSync } from 'node:fs';

const SETPRIV = '/usr/bin/setpriv';

/** The program to start in place of another one, and what comes before its arguments. */
export interface Start {
  readonly program: string;
  readonly before: readonly string[];
}

let known: Start | undefined;

/** Where the kernel cannot be asked to, nothing is put before. */
export function endingWithStarter(): Start {
  known ??= hasSetpriv()
    ? { program: SETPRIV, before: ['--pdeathsig', 'KILL', process.execPath] }
    : { program: process.execPath, before: [] };
  return known;
}

/** That of BusyBox, a link to all that it is, knows no such option. */
function hasSetpriv(): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return realpathSync(SETPRIV).endsWith('/setpriv');
  } catch {
    return false;
  }
}
