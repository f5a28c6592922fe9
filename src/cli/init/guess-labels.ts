/** Finds the table that may say what turned out to be right: one that no pipeline reads, and whose rows have the ids of a recording. */
import { compileRead, pointerTokens, toPointer } from '../../document/pointer.ts';
import type { DraftPipeline, DraftRecording, GuessedLabels, SampledRecording } from './drafted.ts';
import { guessParts, memberNames, nameAlone } from './guess-pointers.ts';
import { trafficOf } from './pick-recording.ts';

/** The pipelines, with what may be labels of their recordings. A person has to say whether they are. */
export function withLabels(
  drafts: readonly DraftPipeline[],
  sampled: readonly SampledRecording[],
  recordings: readonly DraftRecording[],
): DraftPipeline[] {
  const used = trafficOf(drafts);
  const tables = sampled.filter(({ files, envelope }) => !used.has(files) && !envelope);
  const found = new Map(recordings.map((recording) => [recording.name, labelsOf(recording, tables)]));
  return drafts.map((draft) => {
    const labels = found.get(draft.recording.name);
    return labels ? { ...draft, recording: { ...draft.recording, labels } } : draft;
  });
}

function labelsOf(
  { parts, envelope, answers }: DraftRecording,
  tables: readonly SampledRecording[],
): GuessedLabels | undefined {
  const id = parts.find(({ part }) => part === 'id');
  const name = id && pointerTokens(id.pointer).at(-1);
  if (name === undefined || envelope || parts.some(({ part }) => part === 'label')) return undefined;
  // `id` by itself is every table's.
  if (nameAlone(name) === 'id') return undefined;
  return tables.flatMap((table) => rowsOf(table, name, answers) ?? [])[0];
}

/** `label`: what is called so, or else the only member whose texts are among production's answers. */
function rowsOf(
  { files, records, types, dialect }: SampledRecording,
  id: string,
  answers: readonly unknown[],
): GuessedLabels | undefined {
  const names = memberNames(records);
  const join = names.find((name) => nameAlone(name) === nameAlone(id));
  if (join === undefined) return undefined;
  const parts = guessParts(records, '');
  const called = parts.find(({ part }) => part === 'label')?.pointer;
  const texts = new Set(answers.filter((answer) => typeof answer === 'string'));
  const alike = names.filter((name) => {
    const held = records.map(compileRead(toPointer([name]))).filter((value) => (value ?? '') !== '');
    return held.length > 0 && held.every((value) => typeof value === 'string' && texts.has(value));
  });
  const label = called ?? (alike.length === 1 ? toPointer(alike) : undefined);
  if (label === undefined) return undefined;
  const time = parts.find(({ part }) => part === 'time')?.pointer;
  const joinAt = toPointer([join]);
  return { files, join: joinAt, label, types, ...(time !== undefined && { time }), ...(dialect && { dialect }) };
}
