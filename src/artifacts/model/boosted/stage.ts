/** Asks a boosted model: its features are read from documents, its answer is what the library's `predict` gives. */
import { compileRead, pointerTokens, toPointer } from '../../../document/pointer.ts';
import { ArtifactError } from '../../../errors.ts';
import { nearest } from '../../../nearest.ts';
import type { Artifact, Document, Outcome, Stage } from '../../engine.ts';
import type { Outline } from '../../outline.ts';
import { tabularOptionsOf } from '../tabular/options.ts';
import { type Boosted, type Features, marginOf } from './forest.ts';

/** Throws ArtifactError where the step's places don't fit the model. */
export function boostedStage(model: Boosted, artifact: Artifact): Stage {
  const { outputs = '/prediction', missing = 'nan' } = tabularOptionsOf(artifact);
  const places = placesOf(model.features, artifact);
  const reads = places.map(compileRead);
  const answer = typeof outputs === 'string' ? compileRead(outputs) : many(outputs);

  function ask(document: Document): Outcome {
    const row = new Float64Array(reads.length);
    for (let index = 0; index < reads.length; index += 1) {
      const number = toNumber(reads[index]?.(document));
      if (number === undefined && missing === 'fail')
        return { outcome: 'failed', reason: `no number at ${places[index]}` };
      row[index] = number === undefined ? Number.NaN : model.round(number);
    }
    const margin = marginOf(model, row);
    const whole = { prediction: model.transform(margin), margin: margin.length === 1 ? margin[0] : margin };
    return { outcome: 'ok', value: answer(whole) ?? null };
  }

  return { reads: places.map(pointerTokens), run: (batch) => batch.map(ask) };
}

/** The features' places, where the model names its features or the step says where they stand. Throws ArtifactError. */
export function outlineBoosted({ features }: Boosted, artifact: Artifact): Outline {
  const isKnown = features.names !== undefined || tabularOptionsOf(artifact).inputs !== undefined;
  return isKnown ? { reads: placesOf(features, artifact).map(pointerTokens) } : {};
}

function many(outputs: Readonly<Record<string, string>>): (whole: unknown) => unknown {
  const reads = Object.entries(outputs).map(([name, at]) => [name, compileRead(at)] as const);
  return (whole) => Object.fromEntries(reads.map(([name, read]) => [name, read(whole) ?? null]));
}

function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'bigint' ? Number(value) : undefined;
}

/** A pointer for each feature, in the order of the model. */
function placesOf({ count, names }: Features, artifact: Artifact): string[] {
  const { inputs } = tabularOptionsOf(artifact);
  const wrong = (message: string, expected: string, near?: string) =>
    new ArtifactError([
      { file: artifact.path, line: 1, column: 1, message, expected, ...(near !== undefined && { nearest: near }) },
    ]);
  if (Array.isArray(inputs)) {
    if (inputs.length !== count) throw wrong(`the model has ${count} features`, `${inputs.length}, as inputs names`);
    return [...inputs];
  }
  if (!names) throw wrong('the model has no names for its features', `inputs: a list of ${count} pointers`);
  const said = new Map(Object.entries(inputs ?? {}));
  for (const [name, at] of said) {
    if (!names.includes(name))
      throw wrong(`has no feature "${name}"`, `one of ${names.join(', ')}`, nearest(name, names));
    if (typeof at !== 'string') throw wrong(`feature "${name}" stands at one place`, 'a pointer');
  }
  return names.map((name) => String(said.get(name) ?? toPointer([name])));
}
