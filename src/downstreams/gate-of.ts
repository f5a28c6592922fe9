/** What a consumer may do to a change: by base's weir.yml of the repository that changes, and never by the consumer's own word. */
import { posix } from 'node:path';
import type { ConsumerConfig } from '../config/config.ts';

/**
 * What is written for the repository itself counts, else the first glob that matches, and where neither is there, the same of what
 * stands further away; who is not named informs.
 */
export function gateOf(
  gates: readonly ConsumerConfig[],
  repository: string,
): Pick<ConsumerConfig, 'gate' | 'answerWithin'> {
  const near = gates.filter(({ isFurther }) => !isFurther);
  const further = gates.filter(({ isFurther }) => isFurther);
  return saidOf(near, repository) ?? saidOf(further, repository) ?? { gate: 'inform' };
}

function saidOf(gates: readonly ConsumerConfig[], repository: string): ConsumerConfig | undefined {
  const name = repository.toLowerCase();
  const own = gates.find((one) => one.repository.toLowerCase() === name);
  return own ?? gates.find((one) => posix.matchesGlob(name, one.repository.toLowerCase()));
}

/** Repositories, not globs, that may block and that this very repository names: they are missed where they are not seen. */
export function blocking(gates: readonly ConsumerConfig[]): string[] {
  return gates.flatMap(({ repository, gate, isFurther }) =>
    gate === 'block' && !isFurther && !/[*?{}[\]]/.test(repository) ? repository : [],
  );
}
