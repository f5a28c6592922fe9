/** Edits of flags, and of the targeting that they share. */
import { pointerTokens, toPointer } from '../../../document/pointer.ts';
import { diffValues } from '../../diff/edits.ts';
import type { Artifact, Edit, Engine } from '../../engine.ts';
import { grammar as jsonLogic } from '../json-logic/diff.ts';
import { evaluatorsOf } from './evaluators.ts';

/** As JSONLogic, which targeting is. */
export const grammar = jsonLogic;

export function diffFlags(engine: Pick<Engine, 'id' | 'version' | 'kind'>, base: Artifact, head: Artifact): Edit[] {
  const own = diffValues(engine, grammar, base, head, undefined, (_root, { pointer }) => subjectOf(head, pointer));
  const [before, after] = [evaluatorsOf(base) ?? {}, evaluatorsOf(head) ?? {}];
  const shared = Object.keys(before)
    .filter((name) => Object.hasOwn(after, name))
    .flatMap((name) => {
      const pointer = toPointer(['$evaluators', name]);
      return diffValues(engine, grammar, { ...base, pointer }, { ...head, pointer }, undefined, () => name);
    });
  return [...own.map(settled), ...shared].sort((a, b) => (a.lines?.[0] ?? 0) - (b.lines?.[0] ?? 0));
}

/** What is said of a flag decides nothing. */
function settled(edit: Edit): Edit {
  return /^(?:\/flags\/[^/]+)?\/(?:metadata|\$schema)(?:\/|$)/.test(edit.pointer ?? '')
    ? { ...edit, compatibility: 'safe' }
    : edit;
}

/** The flag. */
function subjectOf({ pointer = '' }: Artifact, within: string): string | undefined {
  const [first, name] = pointerTokens(pointer + within);
  return first === 'flags' ? name : undefined;
}
