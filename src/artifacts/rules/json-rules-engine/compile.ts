/** Makes a stage of rules: facts are the members of the document, the result is the events that fire. */
import { type Event, type RuleProperties, Engine as RulesEngine, type TopLevelCondition } from 'json-rules-engine';
import { holdsBigint, inDoubles } from '../../../document/doubles.ts';
import { isObject } from '../../../document/is-object.ts';
import { ranOutOfStack } from '../../../errors.ts';
import type { Artifact, Document, Outcome, Stage } from '../../engine.ts';
import { parseArtifact, withinStack } from '../../parse.ts';
import { factsRead } from './facts-read.ts';
import { readRules } from './read.ts';

/** Throws ArtifactError with everything that is wrong. */
export async function compile(artifact: Artifact): Promise<Stage> {
  const source = parseArtifact(artifact);
  const { engine, reads } = withinStack(source.file, () => {
    const read = readRules(source);
    const { rules, conditions } = read;
    // By their names results find their place again: events come as they fire.
    const numbered = rules.map((rule, index) => ({ ...structuredClone(rule), name: String(index) }) as RuleProperties);
    const made = new RulesEngine(numbered, {
      allowUndefinedFacts: artifact.options?.undefinedFacts === 'allow',
    });
    for (const [name, condition] of Object.entries(conditions)) made.setCondition(name, condition as TopLevelCondition);
    return { engine: made, reads: factsRead(read).map((name) => [name]) };
  });
  return {
    reads,
    async run(batch, { params } = {}) {
      const outcomes: Outcome[] = [];
      for (const document of batch) outcomes.push(await evaluate(engine, document, params));
      return outcomes;
    },
  };
}

/** Events in the order of the rules' priority, then of the file. */
async function evaluate(engine: RulesEngine, document: Document, params: unknown): Promise<Outcome> {
  const members = isObject(document)
    ? ((holdsBigint(document) ? inDoubles(document) : document) as Record<string, unknown>)
    : {};
  const facts = { ...members, ...(params !== undefined && { params }) };
  try {
    const { results } = await engine.run(facts);
    const fired = results.toSorted((a, b) => (b.priority ?? 1) - (a.priority ?? 1) || Number(a.name) - Number(b.name));
    return { outcome: 'ok', value: { events: fired.flatMap(({ event }) => (event ? [asPlain(event)] : [])) } };
  } catch (error) {
    return { outcome: 'failed', reason: explain(error) };
  }
}

function asPlain({ type, params }: Event): object {
  return params === undefined ? { type } : { type, params };
}

/** Names of facts stand in the rules; messages may hold more. */
function explain(error: unknown): string {
  if (ranOutOfStack(error)) return 'the rules, or what they work on, are nested too deeply';
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'UNDEFINED_FACT') return 'the record lacks a fact that the rules ask for';
  return `the rules broke with ${error instanceof Error ? error.name : 'an error'}`;
}
