/** Makes a stage of a rule for json-logic-engine, which turns it into a function once. */
import { LogicEngine } from 'json-logic-engine';
import type { Artifact, Stage } from '../../engine.ts';
import { parseArtifact } from '../../parse.ts';
import { applyTo } from '../json-logic/apply.ts';
import { checkRule } from '../json-logic/check.ts';
import { evaluateBatch, literalsOf } from '../json-logic/evaluate.ts';
import { pathsRead } from '../json-logic/names-read.ts';
import { dialect } from './operators.ts';

/** Throws ArtifactError where the file does not parse or the rule uses what the library lacks or Weir refuses. */
export async function compile(artifact: Artifact): Promise<Stage> {
  const source = parseArtifact(artifact);
  checkRule(source, dialect);
  const apply = applyTo(build(source.value), source.value, dialect);
  const literals = literalsOf(source.value);
  return {
    reads: pathsRead(source.value, dialect),
    run: (batch, beside) => evaluateBatch(apply, batch, literals, beside),
  };
}

function build(rule: unknown): (data: unknown) => unknown {
  // `permissive` makes data of objects with several keys, as decisions are; what it would also take for data, namely
  // misspelt operators, checkRule has refused.
  const engine = new LogicEngine(undefined, { permissive: true });
  try {
    return engine.build(rule) as (data: unknown) => unknown;
  } catch {
    // Building computes what is constant, and that may throw (`{"/": [1, 0]}`). Interpreted, the rule breaks when
    // it meets a record, as it would in production; whether that is an impact is for the records to show.
    return (data) => engine.run(rule, data);
  }
}
