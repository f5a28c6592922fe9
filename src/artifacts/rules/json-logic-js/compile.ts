/** Makes a stage of a rule for json-logic-js, which interprets it anew for each document. */
import jsonLogic, { type RulesLogic } from 'json-logic-js';
import type { Artifact, Stage } from '../../engine.ts';
import { parseArtifact, withinStack } from '../../parse.ts';
import { applyTo } from '../json-logic/apply.ts';
import { checkRule } from '../json-logic/check.ts';
import { evaluateBatch, literalsOf } from '../json-logic/evaluate.ts';
import { pathsRead } from '../json-logic/names-read.ts';
import { dialect } from './operators.ts';
import { hasLog, withoutLog } from './silence.ts';

/** Throws ArtifactError where the file does not parse or the rule uses what the library lacks or Weir refuses. */
export async function compile(artifact: Artifact): Promise<Stage> {
  const source = parseArtifact(artifact);
  checkRule(source, dialect);
  const silent = withinStack(source.file, () => (hasLog(source.value) ? withoutLog(source.value) : source.value));
  // The library's type of a rule lists what checkRule has just checked.
  const rule = silent as RulesLogic;
  const literals = literalsOf(rule);
  const apply = applyTo((data) => jsonLogic.apply(rule, data), rule, dialect);
  return { reads: pathsRead(rule, dialect), run: (batch, beside) => evaluateBatch(apply, batch, literals, beside) };
}
