/** Runs drafted pipelines on a few records and fills in what only that can tell: whether they fit, and what they answer. */
import type { Files } from '../../artifacts/load.ts';
import type { Config } from '../../config/config.ts';
import { readEach } from '../../config/each/read.ts';
import { configPath, parseConfig } from '../../config/load.ts';
import { isObject } from '../../document/is-object.ts';
import { compileRead, pointerTokens } from '../../document/pointer.ts';
import { formatProblem, type Problem, WeirError } from '../../errors.ts';
import type { RecordingStorage } from '../../recordings/storage/storage.ts';
import { type ExaminedPipeline, examine } from '../validate/examine.ts';
import { outcomeRecords, valuesSeen } from '../validate/warnings.ts';
import { stemOf } from './chain.ts';
import type { DraftPipeline } from './drafted.ts';
import { type GuessedOutput, guessOutputs } from './guess-outputs.ts';
import { guessRecorded } from './guess-recorded.ts';
import { renderConfig } from './render-config.ts';

export interface TriedOut {
  readonly pipelines: readonly DraftPipeline[];
  /** What had to be left out, and why. */
  readonly notes: readonly string[];
}

export async function tryOut(
  drafts: readonly DraftPipeline[],
  files: Files,
  storage: RecordingStorage,
): Promise<TriedOut> {
  const notes: string[] = [];
  const first = await run(drafts);
  const relaxed = first.flatMap(({ draft, evidence }) => {
    if (!evidence) return [];
    const [first] = evidence.reasons;
    if (evidence.replayed > 0 && outcomeRecords(evidence, 'failed') === evidence.replayed) {
      const why = `every record fails (${first?.reason ?? 'no reason given'})`;
      notes.push(madeBefore(draft, drafts) ?? `${draft.name} is left out: ${why}`);
      return [];
    }
    if (outcomeRecords(evidence, 'rejected') < evidence.replayed) return [draft];
    const [schema, ...steps] = draft.steps;
    if (schema?.kind !== 'schema' || steps.length === 0) return [draft];
    notes.push(
      `${schema.path} is left out of ${draft.name}: it rejects every record (${first?.reason ?? 'no reason given'})`,
    );
    return [{ ...draft, steps }];
  });
  const second = notes.length > 0 || relaxed.length < first.length ? await run(relaxed) : first;
  return {
    pipelines: second.flatMap(({ draft, evidence }) => (evidence ? [withOutputs(draft, evidence)] : [])),
    notes,
  };

  async function run(
    pipelines: readonly DraftPipeline[],
  ): Promise<{ draft: DraftPipeline; evidence: ExaminedPipeline['evidence'] }[]> {
    if (pipelines.length === 0) return [];
    const { sound, problems } = await soundOf(pipelines, files);
    if (sound.length === 0) {
      notes.push(...problems);
      return [];
    }
    const config = await parseDraft(renderConfig(sound), files);
    const examined = await examine(config, files, storage);
    notes.push(...problems, ...examined.problems.map((problem) => `left out: ${formatProblem(withoutSide(problem))}`));
    return sound.map((draft) => {
      const found = examined.pipelines.find(({ config: { name } }) => name === draft.name);
      return { draft, evidence: found?.evidence };
    });
  }
}

/** There is one version of each file here. */
function withoutSide({ side: _, ...problem }: Problem): Problem {
  return problem;
}

/** A query makes the table that the traffic holds already: what it does is over before anything was recorded. */
function madeBefore({ steps }: DraftPipeline, drafts: readonly DraftPipeline[]): string | undefined {
  const last = steps.at(-1);
  if (last?.kind !== 'rules' || !last.path.endsWith('.sql')) return undefined;
  const table = stemOf(last.path);
  const reader = drafts.find((draft) => draft.steps.some((step) => step.kind === 'schema' && step.describes === table));
  if (!reader) return undefined;
  const { files } = reader.recording;
  return (
    `${last.path} is left out: it makes ${table}, which ${files} holds as it comes out, so nothing tells what a change of the query does. ` +
    `A recording of what the query reads would; a check names such a change as read by no pipeline, and the columns are held to ${reader.name}'s schema`
  );
}

/** A pipeline that cannot be written in weir.yml must not keep the others from being written. */
async function soundOf(
  pipelines: readonly DraftPipeline[],
  files: Files,
): Promise<{ sound: DraftPipeline[]; problems: string[] }> {
  const sound: DraftPipeline[] = [];
  const problems: string[] = [];
  for (const pipeline of pipelines) {
    try {
      await parseDraft(renderConfig([pipeline]), files);
      sound.push(pipeline);
    } catch (error) {
      if (!(error instanceof WeirError)) throw error;
      const [first] = error.problems;
      problems.push(`${pipeline.name} is left out: ${first?.message ?? error.message}`);
    }
  }
  return { sound, problems };
}

/** As `weir validate` reads the text. */
export async function parseDraft(text: string, files: Files): Promise<Config> {
  return parseConfig(text, configPath, { each: await readEach(text, configPath, (path) => files.read(path)) });
}

/** What the last step answers, taken apart, and the scores before it under names of their own. */
function withOutputs(draft: DraftPipeline, evidence: NonNullable<ExaminedPipeline['evidence']>): DraftPipeline {
  const [output, another] = draft.outputs.filter(({ isScore }) => !isScore);
  if (!output || another) return draft;
  const answered = outputsOf(output, draft.literals, draft, evidence);
  const scores = draft.outputs
    .filter(({ isScore }) => isScore)
    .flatMap((score) => outputsOf(score, [], draft, evidence).map((one) => ({ ...one, isScore: true as const })));
  const taken = new Set(answered.map(({ name }) => name));
  const named = scores.map((score) => ({ ...score, name: freeName(score.name, taken) }));
  return { ...draft, outputs: [...answered, ...named] };
}

/** @param literals what it may be, beside what was seen */
function outputsOf(
  output: GuessedOutput,
  literals: readonly unknown[],
  draft: DraftPipeline,
  evidence: NonNullable<ExaminedPipeline['evidence']>,
): GuessedOutput[] {
  const seen = evidence.outputs.find(({ name }) => name === output.name);
  if (!seen) return [output];
  const values = valuesSeen(seen).flatMap(({ value }) => parsed(value));
  const given = values.filter((value) => value !== null);
  // Of what answers with objects, the cells of a decision table are what stands inside of these.
  const isTakenApart = given.length > 0 && given.every(isObject);
  const possible = isTakenApart ? [] : literals.filter((literal) => typeof literal !== 'object' || values.length === 0);
  const outputs = guessOutputs([...values, ...possible], pointerTokens(output.at), output.name);
  return outputs.map((guessed) => withRecorded(guessed, output, values, draft));
}

function freeName(name: string, taken: Set<string>): string {
  const free = [name, `${name}_before`, ...Array.from(taken, (_, index) => `${name}_before_${index + 2}`)].find(
    (candidate) => !taken.has(candidate),
  );
  taken.add(free ?? name);
  return free ?? name;
}

/** @param into the output that was tried, of which `guessed` is the whole or a part */
function withRecorded(
  guessed: GuessedOutput,
  into: GuessedOutput,
  values: readonly unknown[],
  { recording: { answers } }: DraftPipeline,
): GuessedOutput {
  const inside = guessed.at.slice(into.at.length);
  const seen = values.map(compileRead(inside)).filter((value) => value !== undefined);
  const recorded = guessRecorded(guessed, [guessed.at, inside], seen, answers, inside !== '');
  return recorded === undefined ? guessed : { ...guessed, recorded };
}

/** The value that a cell's text stands for; a word such as `missing` stands for none. */
function parsed(cell: string): unknown[] {
  if (/^-?Infinity$|^NaN$/.test(cell)) return [0];
  try {
    return [JSON.parse(cell)];
  } catch {
    return [];
  }
}
