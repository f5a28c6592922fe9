/** The difference of two JSONLogic rules: thresholds, operators, operands and the branches of `if`. */

import { diffValues } from '../../diff/edits.ts';
import type { Grammar } from '../../diff/grammar.ts';
import { structured } from '../../diff/structured.ts';
import type { ValueChange } from '../../diff/value-change.ts';
import type { Artifact, Edit, Engine } from '../../engine.ts';
import { subjectOf } from './subject.ts';

/** Every edit is risky: a rule accepts and rejects nothing by itself, it decides. */
export function diffRules(engine: Engine, base: Artifact, head: Artifact): Edit[] {
  return diffValues(engine, grammar, base, head, phrase, subjectOf);
}

/** How both engines' rules are compared. */
export const grammar: Grammar = { operations: true, group: branchSize };

export const language = structured(grammar);

/** `if` lists conditions and results in turn, with an optional last result for everything else. */
function branchSize(key: string): number {
  return isBranching(key) ? 2 : 1;
}

function isBranching(key: string | undefined): boolean {
  return key === 'if' || key === '?:';
}

function phrase({
  change,
  base,
  head,
  operation,
  list,
  items,
}: ValueChange): { change: string; message: string } | undefined {
  if (operation) return { change: 'operator-changed', message: `\`${base}\` became \`${head}\`` };
  if (!isBranching(list)) return undefined;
  const branch = items === 2 ? 'branch' : 'last result';
  if (change === 'added') return { change: 'branch-added', message: `added ${branch} ${head}` };
  if (change === 'removed') return { change: 'branch-removed', message: `removed ${branch} ${base}` };
  if (change === 'moved') return { change: 'branch-moved', message: `moved ${branch} ${head} from ${base}` };
  return undefined;
}
