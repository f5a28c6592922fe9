/**
 * What `weir check` does before all else, and before the rest of the program is loaded: it starts a replay process, which
 * takes longer than anything else that a small check waits for.
 */
import { HeadStart } from '../replay/head-start.ts';
import { BUDGET } from '../replay/process.ts';

export interface Begun {
  readonly ahead: HeadStart;
  /** What has to be given back, whatever happens. */
  readonly resources: AsyncDisposableStack;
  /** What ends the process, once someone has asked for that. */
  readonly stopped: () => Promise<never> | undefined;
}

/** Starting one takes 7 ms, which most checks would wait for in vain if there were many. */
const AHEAD = 1;

/** Whoever calls it disposes of the resources, whether or not there is a check. */
export function beginCheck(): Begun {
  const resources = new AsyncDisposableStack();
  const { stopped, letGo } = onStop(async () => resources.disposeAsync());
  // Last of all: until then there is something to be removed.
  resources.defer(letGo);
  const ahead = resources.use(new HeadStart(AHEAD, BUDGET));
  return { ahead, resources, stopped };
}

interface Stopping extends Pick<Begun, 'stopped'> {
  readonly letGo: () => void;
}

/** Copies of recordings are removed even if someone loses patience; replay processes end with their starter. */
function onStop(clean: () => Promise<void>): Stopping {
  let ending: Promise<never> | undefined;
  const stop = (signal: NodeJS.Signals): void => {
    const end = (): never => process.exit(signal === 'SIGINT' ? 130 : 143);
    ending = clean().then(end, end);
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.once(signal, stop);
  return {
    stopped: () => ending,
    letGo() {
      for (const signal of signals) process.off(signal, stop);
    },
  };
}
