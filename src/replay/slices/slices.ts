/**
 * Asks the processes that replayed a pipeline for the table in which hotspots and contrasts are searched: first which
 * fields there are, then, in one more pass, what each record has there and what became of it.
 */
import { pointerTokens, toPointer } from '../../document/pointer.ts';
import type { SliceTable } from '../../impact/slices.ts';
import type { Plan } from '../plan.ts';
import type { RunFurther } from '../replay.ts';
import { surveyedFiles } from './beginnings.ts';
import { FieldSurvey } from './fields.ts';
import type { SlicesParts, SlicesPass, Transition } from './pass.ts';
import { toTable } from './table.ts';

/** Records from which the fields are chosen. */
const SURVEYED = 4000;
/**
 * A replay of up to this many records is looked at as a whole, of a longer one a quarter, taken at random: reading what
 * records hold costs as much as replaying them once more, and looking may cost half of a replay.
 */
const FEWEST_RECORDS = 50_000;
const PART = 0.25;
const MOST_RECORDS = 200_000;

/** What is to be looked at. */
export interface Sight {
  readonly plan: Plan;
  /** Files of the recording, and records of it that were replayed. */
  readonly files: number;
  readonly read: number;
  /** For each output the transitions to tell apart. */
  readonly transitions: readonly (readonly Transition[])[];
}

/** Throws as a replay does. */
export async function compareSlices({ plan, files, read, transitions }: Sight, run: RunFurther): Promise<SliceTable> {
  const fields = new FieldSurvey();
  await run({ kind: 'survey', id: 'survey', most: Math.ceil(SURVEYED / surveyedFiles(files)) }, (parts) => {
    if (parts.kind === 'survey') fields.absorb(parts.fields);
  });
  const declared = plan.evidence.segments;
  const pass: SlicesPass = {
    kind: 'slices',
    id: 'slices',
    declared,
    found: fields.finish([...notTheInput(plan), ...declared]),
    transitions,
    share: shareOf(read),
  };
  const all: SlicesParts[] = [];
  await run(pass, (parts) => {
    if (parts.kind === 'slices') all.push(parts);
  });
  return toTable(
    pass,
    plan.evidence.outputs.map(({ name }) => name),
    all,
  );
}

function shareOf(read: number): number {
  const records = Math.min(MOST_RECORDS, Math.max(FEWEST_RECORDS, read * PART));
  return records >= read ? 1 : records / read;
}

/** Places of the input that hold what the pipeline or production made of it, or who it is about: they explain nothing. */
function notTheInput({ recording, steps, outputs }: Plan): string[] {
  const input = pointerTokens(recording.input);
  const beside = [recording.id, recording.output, recording.label, recording.time, recording.weight].flatMap(
    (pointer) => {
      const tokens = pointer === undefined ? [] : pointerTokens(pointer);
      const inside = tokens.length > input.length && input.every((token, index) => tokens[index] === token);
      return inside ? [toPointer(tokens.slice(input.length))] : [];
    },
  );
  const made = [...steps.map(({ into = '' }) => into), ...outputs.map(({ at }) => at)].filter(Boolean);
  return [...beside, ...made, '/params'];
}
