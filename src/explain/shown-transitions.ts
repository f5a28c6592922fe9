/** The transitions of an output that single records can be found for, to explain them. */
import type { PipelineConfig } from '../config/config.ts';
import { transitionsOf } from '../gate/transitions.ts';
import { cellText } from '../impact/cell.ts';
import type { OutputEvidence } from '../impact/evidence.ts';

export interface ShownTransition {
  readonly base: string;
  readonly head: string;
}

/** Those with most records first. What is counted together under one name is none: no record shows it. */
export function shownTransitions(output: OutputEvidence, { outputs }: PipelineConfig): ShownTransition[] {
  const tolerance = outputs.find(({ name }) => name === output.name)?.tolerance ?? 0;
  const shown = new Set(output.table.flatMap(({ base, head }) => [cellText(base), cellText(head)]));
  return transitionsOf(output, tolerance, false)
    .transitions.filter(({ base, head }) => [base, head].every((cell) => cell !== 'other' && shown.has(cell)))
    .map(({ base, head }) => ({ base, head }));
}
