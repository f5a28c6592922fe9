/** What a consumer may do to a change: by base's weir.yml of the repository that changes, and never by the consumer's own word. */
import { posix } from 'node:path';
import type { ConsumerConfig } from '../config/config.ts';

/** What is written for the repository itself counts, else the first glob that matches; who is not named informs. */
export function gateOf(
  gates: readonly ConsumerConfig[],
  repository: string,
): Pick<ConsumerConfig, 'gate' | 'answerWithin'> {
  const name = repository.toLowerCase();
  const own = gates.find((one) => one.repository.toLowerCase() === name);
  return (
    own ?? gates.find((one) => posix.matchesGlob(name, one.repository.toLowerCase())) ?? { gate: 'inform' as const }
  );
}

/** Repositories, not globs, that may block. */
export function blocking(gates: readonly ConsumerConfig[]): string[] {
  return gates.flatMap(({ repository, gate }) => (gate === 'block' && !/[*?{}[\]]/.test(repository) ? repository : []));
}
