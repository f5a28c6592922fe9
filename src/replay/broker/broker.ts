/**
 * What stages need from outside the lock goes through here, in the process that started the replay: it alone holds
 * secrets, hosts, budgets, children and the cache. A replay process says which door it means and what it wants answered.
 */
import type { Artifact } from '../../artifacts/artifact.ts';
import { sameFiles } from '../../artifacts/content.ts';
import { type Answer, type AskOptions, type Carrier, refusing, type Surroundings } from '../../artifacts/outside.ts';
import { engineFor } from '../../artifacts/registry.ts';
import { ArtifactError, locating } from '../../errors.ts';
import type { Plan, PlannedStep } from '../plan.ts';
import type { Door } from './door.ts';

export interface Broker extends AsyncDisposable {
  /** An answer for each request, in order. Throws the WeirErrors of who cannot be opened. */
  ask(door: Door, requests: readonly string[], options?: AskOptions): Promise<readonly Answer[]>;
  /** Throws ArtifactError where answers that were given cannot be believed after all. Nothing may be asked after it. */
  settle(): Promise<void>;
}

/** Opens who answers when the first asks; nothing is opened that no plan names. */
export function openBroker(plans: readonly Plan[], surroundings: Surroundings): Broker {
  const steps = plans.flatMap((plan) => plan.steps.filter(isOutside));
  const opened = new Map<string, Promise<Carrier>>();

  function carrierAt({ reference, side }: Door): Promise<Carrier> {
    const step = steps.find(({ artifacts }) => artifacts?.reference === reference);
    if (!step?.artifacts) return Promise.resolve(refusing('no step of the plan asks for this'));
    const { base, head } = step.artifacts;
    // What did not change is asked where base is asked, so that nothing but the change tells the sides apart.
    const own = side === 'head' && !sameFiles(base, head) ? 'head' : 'base';
    const key = `${own} ${reference}`;
    const known = opened.get(key);
    if (known) return known;
    const carrier = open(step, own === 'base' ? base : head, own, surroundings);
    opened.set(key, carrier);
    // Whoever awaits the carrier gets the error; this only keeps it from being unhandled until then.
    carrier.catch(() => {});
    return carrier;
  }

  function filesOf({ reference, side }: Door): Artifact['files'] {
    return steps.find(({ artifacts }) => artifacts?.reference === reference)?.artifacts?.[side].files ?? new Map();
  }

  return {
    async ask(door, requests, options) {
      const carrier = await carrierAt(door);
      return locating(filesOf(door), door.side, () => carrier.ask(requests, options));
    },
    async settle() {
      for (const [key, opening] of opened) {
        const doubt = await (await opening).doubt?.();
        if (doubt === undefined) continue;
        const step = steps.find(({ artifacts }) => key.endsWith(artifacts?.reference ?? '\0'));
        throw new ArtifactError([{ file: step?.path, message: doubt, side: key.startsWith('base') ? 'base' : 'head' }]);
      }
    },
    async [Symbol.asyncDispose]() {
      const carriers = await Promise.allSettled(opened.values());
      for (const carrier of carriers) if (carrier.status === 'fulfilled') await carrier.value[Symbol.asyncDispose]();
    },
  };
}

/** Whether a step's stages ask for something outside the lock. */
export function isOutside({ engine, artifacts }: PlannedStep): boolean {
  if (artifacts === undefined) return false;
  const { open, isInside } = engineFor(engine);
  return open !== undefined && !isInside?.(artifacts.base.path);
}

async function open(
  { engine }: PlannedStep,
  artifact: Artifact,
  side: 'base' | 'head',
  surroundings: Surroundings,
): Promise<Carrier> {
  const { open } = engineFor(engine);
  if (!open) return refusing(`${engine} asks for nothing outside`);
  return locating(artifact.files, side, () => open(artifact, side, surroundings));
}

/** Where nobody has said what may be used. */
export const NOTHING_OUTSIDE: Surroundings = {
  noPrograms: 'programs do not run here, but in the Action, with allow-programs: true',
  refuses: () => 'endpoints are asked by the command line and the Action',
  environment: {},
  jobs: 1,
};
