/** Matches what was found into pipelines: each rule with the traffic that holds what it reads, and what belongs to both. */
import { isThere } from '../../artifacts/leads.ts';
import { partName } from '../../config/each/write-out.ts';
import { fileOf } from '../../document/part.ts';
import { compileRead, toPointer } from '../../document/pointer.ts';
import { chainFit, inputsOf, intoOf, ruleFit, stemOf, unread, upstream } from './chain.ts';
import type { Found, FoundParams, FoundRules } from './classify.ts';
import { draftLeft, draftSchemas, schemaPipeline, schemaStep, schemasOf, segmentsOf, unique } from './draft-schemas.ts';
import type { DraftPipeline, DraftRecording, DraftStep, SampledRecording } from './drafted.ts';
import { best, ENOUGH, schemaFit } from './fits.ts';
import { withLabels } from './guess-labels.ts';
import { type GuessedOutput, guessKind, outputName } from './guess-outputs.ts';
import { type GuessedPart, guessParts, inputCandidates } from './guess-pointers.ts';
import { newestIn, pickRecording } from './pick-recording.ts';
import { tidy } from './recording-groups.ts';
import { withRelated } from './related.ts';
import { linkScores } from './scores.ts';

/** Outputs are those of the last step as a whole; trying the pipeline out tells what is in them. */
export function draftPipelines(
  found: Found,
  sampled: readonly SampledRecording[],
): { readonly drafts: readonly DraftPipeline[]; readonly notes: readonly string[] } {
  const recordings = sampled.map((recording) => draftRecording(recording, found));
  const { rules, notes } = linkScores(found.rules, recordings, sampled);
  const drafts = draftAlone({ ...found, rules }, sampled, recordings);
  const related = drafts.map((draft) => withRelated(draft, found.schemas, recordings));
  return { drafts: withLabels(related, sampled, recordings), notes };
}

function draftAlone(
  found: Found,
  sampled: readonly SampledRecording[],
  recordings: readonly DraftRecording[],
): DraftPipeline[] {
  const single = found.rules.filter(({ name }) => name === undefined);
  const read = new Set(single.flatMap((rule) => upstream(rule, single).map(({ path }) => path)));
  const named = new Set<string>();
  const last = single.filter(({ path }) => !read.has(path));
  const ruled = last.flatMap((rule) => {
    const chain = [...upstream(rule, single), rule];
    const picked = pickRecording(recordings, (candidate) =>
      chainFit(chain, candidate.documents, answeredBy(candidate)),
    );
    return picked ? [{ ...draftPipeline(chain, picked.recording, found, named), otherTraffic: picked.others }] : [];
  });
  const files = Map.groupBy(
    found.rules.filter(({ name }) => name !== undefined),
    ({ path }) => fileOf(path),
  );
  const listed = [...files].flatMap(([file, rules]) => {
    const picked = pickRecording(recordings, (candidate) =>
      chainFit(rules, candidate.documents, answeredBy(candidate)),
    );
    return picked
      ? [{ ...filePipeline(file, rules, picked.recording, found, named), otherTraffic: picked.others }]
      : [];
  });
  const drafted = [...ruled, ...listed];
  if (drafted.length === 0) return draftSchemas(found, recordings, named);
  const withCalls = [...drafted, ...draftCalls(found, sampled, drafted, named)];
  return [...withCalls, ...draftLeft(found, recordings, withCalls, named)];
}

/** Some schemas are of whole calls, and what the rules read mostly of their bodies: the same files are then another recording. */
function draftCalls(
  found: Found,
  sampled: readonly SampledRecording[],
  drafted: readonly DraftPipeline[],
  named: Set<string>,
): DraftPipeline[] {
  const used = schemasOf(drafted);
  const taken = new Set(sampled.map(({ name }) => name));
  return found.schemas
    .filter(({ path, isOfCalls }) => isOfCalls && !used.has(path))
    .flatMap((schema) => {
      const candidates = sampled.map((one) => draftRecording(one, { ...found, schemas: [schema], rules: [] }));
      const calls = best(candidates, ({ documents }) => schemaFit(schema, documents));
      if (!calls) return [];
      const same = drafted.find(({ recording: { name, input } }) => name === calls.name && input === calls.input);
      const recording = same?.recording ?? { ...calls, name: unique(`${calls.name}-calls`, taken) };
      return [schemaPipeline(schema, recording, named)];
    });
}

/** The input is where the schemas and the rules fit best. */
function draftRecording(
  { name, files, paths, envelope, records, types, dialect }: SampledRecording,
  found: Found,
): DraftRecording {
  const score = (pointer: string): number => {
    const documents = records.map(compileRead(pointer));
    const fits = [
      ...found.schemas.map((schema) => schemaFit(schema, documents)),
      ...found.rules.map((rule) => ruleFit(rule, documents)),
    ];
    return Math.max(0, ...fits);
  };
  const input = inputCandidates(records).reduce((one, other) => (score(other) > score(one) ? other : one));
  const guessed = guessParts(records, input);
  const isAnswered = guessed.some(({ part }) => part === 'output');
  const parts = isAnswered ? guessed : [...answersOf(found.rules, records, input), ...guessed];
  const output = parts.find(({ part }) => part === 'output');
  return {
    ...{ name, files, input, parts, types, ...(dialect && { dialect }) },
    // Records that are what their file holds may be meant otherwise than they look.
    envelope: envelope?.open || envelope?.parts.input === input ? envelope : undefined,
    newest: newestIn(paths),
    documents: records.map(compileRead(input)),
    answers: output ? records.map(compileRead(output.pointer)) : [],
  };
}

/** A member that is called as a rule's answer is, and holds one of its answers in each record. */
function answersOf(rules: readonly FoundRules[], records: readonly unknown[], input: string): GuessedPart[] {
  const found = rules.find((rule) => {
    const name = intoOf(rule);
    if (rule.literals.length < 2 || input === toPointer([name]) || rule.reads?.some(([first]) => first === name))
      return false;
    return (
      records.length > 0 && records.map(compileRead(toPointer([name]))).every((one) => rule.literals.includes(one))
    );
  });
  return found ? [{ part: 'output', pointer: toPointer([intoOf(found)]), sure: true }] : [];
}

function draftPipeline(
  chain: readonly FoundRules[],
  recording: DraftRecording,
  found: Found,
  named: Set<string>,
): DraftPipeline {
  const { documents } = recording;
  const rule = chain.at(-1);
  const into = rule ? intoOf(rule) : '';
  const schema = best(found.schemas, (candidate) => schemaFit(candidate, documents));
  const params = best(found.params, (candidate) => paramsFit(candidate, chain));
  const wanted = chain.flatMap((rules) => rules.params);
  return {
    name: rule?.name === undefined ? unique(tidy(into), named) : '',
    owners: [],
    ownersFrom: 'CODEOWNERS',
    recording,
    params: params?.path,
    steps: [
      ...(schema ? [schemaStep(schema)] : []),
      ...recordedSteps(chain, recording),
      ...chain.map((rules) => ({
        kind: rules.kind,
        path: rules.path,
        engine: rules.engine,
        into: toPointer([intoOf(rules)]),
        ...(rules.readsRecord && { from: '/output' }),
        ...inputsOf(rules, documents),
      })),
    ],
    outputs: [
      { name: outputName(into), at: toPointer([into]), kind: 'category' },
      ...chain.slice(0, -1).filter(scores).map(scoreOutput),
    ],
    segments: segmentsOf(recording),
    literals: rule?.literals ?? [],
    missingReads: unread(chain, documents)
      .filter((path) => !isThere(recording.answers, path))
      .map((path) => path.join('.')),
    missingParams: wanted.filter((path) => !params || !has(params.value, path)).map((path) => path.join('.')),
  };
}

/** What is recorded is the same on both sides, and a prompt is no score: its measures are of texts. */
function scores({ kind, readsRecord, takesInputs }: FoundRules): boolean {
  return kind === 'model' && takesInputs && !readsRecord;
}

function scoreOutput(model: FoundRules): GuessedOutput {
  const into = intoOf(model);
  return { name: outputName(into), at: toPointer([into]), kind: 'number', isScore: true };
}

/** Every rule of a file by itself, each an output of its own. */
function filePipeline(
  file: string,
  rules: readonly FoundRules[],
  recording: DraftRecording,
  found: Found,
  named: Set<string>,
): DraftPipeline {
  const into = outputName(stemOf(file)).replaceAll('-', '_');
  const draft = draftPipeline(rules, recording, found, named);
  const each = rules[0]?.each;
  if (each !== undefined) {
    const place = toPointer([into]);
    const outputs = rules.map((rule): GuessedOutput => {
      const name = partName(rule.name ?? '');
      return { name, at: `${place}/${name}`, kind: guessKind(rule.literals, name) };
    });
    const others = draft.steps.filter(({ kind }) => kind !== 'rules');
    const step: DraftStep = { kind: 'rules', path: file, engine: undefined, into: place, each };
    return { ...draft, name: unique(tidy(into), named), steps: [...others, step], outputs };
  }
  const taken = new Set<string>();
  const outputs = rules.map((rule): GuessedOutput => {
    const name = unique(intoOf(rule), taken);
    return { name, at: toPointer([into, name]), kind: guessKind(rule.literals, name) };
  });
  const at = new Map(rules.map(({ path }, index) => [path, outputs[index]?.at ?? '']));
  return {
    ...draft,
    name: unique(tidy(into), named),
    steps: draft.steps.map((step) =>
      step.kind === 'rules' ? { ...step, into: at.get(step.path) ?? step.into } : step,
    ),
    outputs,
  };
}

/** What the rules read neither from the request nor from each other may be what production's model answered. */
function recordedSteps(chain: readonly FoundRules[], { documents, answers }: DraftRecording): DraftStep[] {
  const names = new Set(unread(chain, documents).flatMap(([first]) => first ?? []));
  return [...names]
    .filter((name) => isThere(answers, [name]))
    .map((name) => ({ kind: 'recorded', from: `/output${toPointer([name])}`, into: toPointer([name]) }));
}

/** What says what production answered. */
function answeredBy({ parts, envelope }: DraftRecording): 'envelope' | 'record' | undefined {
  if (envelope?.parts.output !== undefined) return 'envelope';
  return parts.some(({ part }) => part === 'output') ? 'record' : undefined;
}

function paramsFit({ value }: FoundParams, chain: readonly FoundRules[]): number {
  const wanted = chain.flatMap((rule) => rule.params);
  const given = wanted.filter((path) => has(value, path)).length;
  return given >= ENOUGH * wanted.length ? given : 0;
}

function has(value: unknown, path: readonly string[]): boolean {
  return compileRead(toPointer(path))(value) !== undefined;
}
