/** What a consumer may do to a change: by base's weir.yml of the repository that changes, and never by the consumer's own word. */
import { posix } from 'node:path';
import type { ConsumerConfig } from '../config/config.ts';

/** A row with what is known of the repository that it names. */
export interface Gate extends ConsumerConfig {
  /** What that is called by now, where it had this name before. */
  readonly now?: string;
  /** Day on which the repository of this name was made, where that was after the row was written: another one was meant. */
  readonly madeLater?: string;
}

/**
 * What is written for the repository itself counts, else the first glob that matches, and where neither is there, the same of what
 * stands further away; who is not named informs.
 */
export function gateOf(gates: readonly Gate[], repository: string): Pick<ConsumerConfig, 'gate' | 'answerWithin'> {
  const meant = gates.filter(({ madeLater }) => madeLater === undefined);
  const near = meant.filter(({ isFurther }) => !isFurther);
  const further = meant.filter(({ isFurther }) => isFurther);
  return saidOf(near, repository) ?? saidOf(further, repository) ?? { gate: 'inform' };
}

function saidOf(gates: readonly Gate[], repository: string): ConsumerConfig | undefined {
  const name = repository.toLowerCase();
  const own = gates.find((one) => (one.now ?? one.repository).toLowerCase() === name);
  return own ?? gates.find((one) => posix.matchesGlob(name, one.repository.toLowerCase()));
}

/** Rows of single repositories that may block, by this very repository: they are missed where they are not seen. */
export function blocking(gates: readonly Gate[]): Gate[] {
  return gates.filter((one) => one.gate === 'block' && !one.isFurther && namesOne(one));
}

/** It is no glob. */
export function namesOne({ repository }: Pick<ConsumerConfig, 'repository'>): boolean {
  return !/[*?{}[\]]/.test(repository);
}
