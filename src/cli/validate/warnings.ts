/** What looks wrong though it is valid: places that hold nothing, steps that let nothing through, a base that is not production. */
import { extname } from 'node:path';
import type { Artifact } from '../../artifacts/engine.ts';
import type { LimitConfig, PipelineConfig, RecordingConfig } from '../../config/config.ts';
import { whyVacuous } from '../../config/vacuous.ts';
import { compileRead, pointerTokens } from '../../document/pointer.ts';
import { parseSource } from '../../document/source.ts';
import { WeirError } from '../../errors.ts';
import { count, percent, plural } from '../../format/numbers.ts';
import { shadowedSentences } from '../../gate/reasons.ts';
import { isNumberCell } from '../../impact/cell.ts';
import type { Cell, Evidence, OutputEvidence } from '../../impact/evidence.ts';
import { areAlike } from '../../impact/measure-labels.ts';
import { envelopeFor } from '../../recordings/envelopes/registry.ts';
import type { LabelCounts } from '../../recordings/reader.ts';
import { recordedPlaces } from '../../replay/plan.ts';
import { cell } from '../../report/cell.ts';

/** Past this share the report of a check doubts its own base too. */
const DOUBTFUL = 0.01;

/** Pointers of a recording that hit nothing in its first records. An `input` that hits nothing is worse than a warning. */
export function recordingWarnings(records: readonly unknown[], config: RecordingConfig): string[] {
  if (records.length === 0) return [];
  // An envelope leaves out what its records do not have.
  const usual = new Map<string, unknown>(Object.entries(envelopeFor(config.format)?.parts ?? {}));
  const { output, label, id, time, weight, value } = config;
  return Object.entries({ output, label, id, time, weight, value }).flatMap(([name, pointer]) => {
    if (pointer === undefined || pointer === usual.get(name)) return [];
    const read = compileRead(pointer);
    if (records.some((record) => (read(record) ?? undefined) !== undefined)) return [];
    return [`${name}: ${pointer} is in none of the first ${plural(records.length, 'record')}`];
  });
}

/** Without any outcome, nothing of what labels are for is measured, and nothing else says why. */
export function labelWarnings(labels: RecordingConfig['labels'], found: LabelCounts | undefined): string[] {
  if (!labels || !found) return [];
  if (found.broken !== undefined) {
    const rows = `${count(found.unusable)} ${found.unusable === 1 ? 'row' : 'rows'} of ${labels.files} count for nothing`;
    return [`labels: ${rows}; the first that is broken: ${found.broken}${ofColumns(labels, found.broken)}`];
  }
  if (found.matched > 0) return [];
  const { join, label } = labels;
  const why =
    found.strangers + found.duplicates === 0
      ? `no row of ${labels.files} has something at ${join} (join) and at ${label} (label)`
      : `no row of ${labels.files} has at ${join} (join) the id of a record`;
  return [`labels: no record has an outcome: ${why}`];
}

/** What may mend a table of days or numbers as people write them. */
function ofColumns({ time, types }: NonNullable<RecordingConfig['labels']>, broken: string): string {
  const [column] = time === undefined ? [] : pointerTokens(time);
  if (column === undefined || !broken.includes(`the time at ${time}`) || types?.[column] !== undefined) return '';
  return `; where these are days such as 31.12.2026, labels says so by types: { ${JSON.stringify(column)}: dmy }`;
}

/** What readers of YAML 1.1, such as PyYAML, take for something else in an artifact's YAML files; one line a file. */
export function yamlWarnings({ files }: Artifact): string[] {
  return [...files].flatMap(([file, text]) => {
    if (!YAML.has(extname(file)) || typeof text !== 'string') return [];
    const doubts = doubtsIn(file, text);
    const [first] = doubts;
    if (!first) return [];
    const { line, column, written, elsewhere } = first;
    const others = doubts.length > 1 ? ` (${plural(doubts.length - 1, 'more', 'more')} in this file)` : '';
    return [
      `${file}:${line}:${column}: ${written} is ${elsewhere} to PyYAML and other readers of YAML 1.1, and not here${others}; ` +
        'write what you mean in full or in quotes, or begin the file with %YAML 1.1 and ---',
    ];
  });
}

const YAML = new Set(['.yaml', '.yml']);

/** A file that does not parse is told elsewhere. */
function doubtsIn(file: string, text: string): ReturnType<typeof parseSource>['doubts'] {
  try {
    return parseSource(text, file, WeirError, 'last-counts').doubts;
  } catch (error) {
    if (error instanceof WeirError) return [];
    throw error;
  }
}

/** In the order in which they should be looked at. `recorded`: records of the recording, 0 where they were not counted. */
export function pipelineWarnings(evidence: Evidence, pipeline: PipelineConfig, recorded: number): string[] {
  return [
    ...malformedWarnings(evidence),
    ...shadowedSentences(evidence),
    ...pipeline.limits.flatMap((limit) => limitWarnings(limit, pipeline, recorded)),
    ...outcomeWarnings(evidence),
    ...reproductionWarnings(evidence, pipeline),
    ...evidence.outputs.flatMap((output) => outputWarnings(output, pipeline)),
    ...evidence.outputs.flatMap((output) => unlikeLabelWarnings(output, pipeline)),
    ...pipeline.segments.flatMap((pointer) => segmentWarnings(pointer, evidence)),
  ];
}

/** Records whose outcome was this one. */
export function outcomeRecords({ outcomes }: Evidence, outcome: Cell): number {
  return outcomes.filter(({ base }) => base === outcome).reduce((total, { records }) => total + records, 0);
}

/** Values seen at an output with their number of records, the most frequent first; only of records that came through. */
export function valuesSeen({ table }: OutputEvidence): { readonly value: Cell; readonly records: number }[] {
  const records = new Map<Cell, number>();
  for (const row of table) {
    if (row.base !== 'rejected' && row.base !== 'failed')
      records.set(row.base, (records.get(row.base) ?? 0) + row.records);
  }
  return [...records].map(([value, seen]) => ({ value, records: seen })).sort((a, b) => b.records - a.records);
}

function limitWarnings(limit: LimitConfig, { outputs }: PipelineConfig, recorded: number): string[] {
  const why = whyVacuous(limit, outputs, recorded);
  return why === undefined ? [] : [`limit ${limit.key} ${limit.text} cannot fail: ${why}`];
}

function malformedWarnings({ malformed, malformedExamples, read }: Evidence): string[] {
  const [example] = malformedExamples;
  if (malformed === 0 || malformed === read || !example) return [];
  const place = [example.file, example.line].filter((part) => part !== undefined).join(':');
  return [
    `${count(malformed)} of ${plural(read, 'record')} could not be read; the first: ${place}: ${example.message}`,
  ];
}

function outcomeWarnings(evidence: Evidence): string[] {
  const usable = evidence.replayed + evidence.unreplayable;
  const numbers = {
    rejected: outcomeRecords(evidence, 'rejected'),
    failed: outcomeRecords(evidence, 'failed'),
    unreplayable: evidence.unreplayable,
  };
  return Object.entries(numbers).flatMap(([outcome, records]) => {
    if (records === 0) return [];
    const [first] = evidence.reasons.filter((reason) => reason.outcome === outcome);
    const share =
      records === usable ? `all ${plural(records, 'record')}` : `${count(records)} of ${plural(usable, 'record')}`;
    return [`${share} ${outcome}${first ? ` by ${first.artifact}: ${first.reason}` : ''}`];
  });
}

function reproductionWarnings(evidence: Evidence, pipeline: PipelineConfig): string[] {
  const { reproduction } = evidence;
  if (!reproduction || reproduction.different <= DOUBTFUL * reproduction.compared) return [];
  const { different, compared, outputs } = reproduction;
  // What did not get through answers nothing, which has been said: nobody need look for another place of the answer.
  if (different <= outcomeRecords(evidence, 'rejected') + outcomeRecords(evidence, 'failed')) return [];
  const names = Object.entries(outputs)
    .filter(([, records]) => records > 0)
    .map(([name, records]) => `${name} ${count(records)}`);
  return [
    `on ${count(different)} of ${plural(compared, 'record')} (${percent(different / compared)}) the pipeline answers otherwise than production did: ${names.join(', ')}${whereToLook(outputs, compared, pipeline)}`,
  ];
}

/** Values that are never the same may not be of the same place. */
function whereToLook(different: Readonly<Record<string, number>>, compared: number, pipeline: PipelineConfig): string {
  const never = pipeline.outputs.filter(({ name, recorded }) => recorded === undefined && different[name] === compared);
  const [first] = never;
  const places = first
    ? recordedPlaces(first, pipeline).map((place) => (place === '' ? 'as a whole' : `at ${place}`))
    : [];
  return first
    ? `; production's answer is read ${places.join(', then ')}: "recorded" of output ${first.name} says where else in it the value stands`
    : '';
}

function outputWarnings(output: OutputEvidence, { outputs }: PipelineConfig): string[] {
  const values = valuesSeen(output);
  const seen = values.reduce((total, { records }) => total + records, 0);
  if (seen === 0) return [];
  if (values.every(({ value }) => value === 'null'))
    return [`output ${output.name}: it is null for all of ${plural(seen, 'record')}`];
  if (values.some(({ value }) => value !== 'missing')) return kindWarnings(output, values);
  const at = outputs.find(({ name }) => name === output.name)?.at ?? '';
  return [`output ${output.name}: nothing is at "${at}" in any of ${plural(seen, 'record')}`];
}

/** Measures of a kind leave out what is not of that kind, so an output of another kind has none. */
function kindWarnings({ name, kind }: OutputEvidence, values: readonly { readonly value: Cell }[]): string[] {
  if (kind !== 'number' && kind !== 'probability') return [];
  const numbers = values.filter(({ value }) => isNumberCell(value));
  if (numbers.length === 0) return [`output ${name}: it is a ${kind}, but none of its values is a number`];
  if (kind === 'number' || numbers.every(({ value }) => !(Number(value) < 0 || Number(value) > 1))) return [];
  return [`output ${name}: a probability lies between 0 and 1, and these do not`];
}

/** Of an output whose limits are about labels; those of another output may well be other words. */
function unlikeLabelWarnings(output: OutputEvidence, { limits }: PipelineConfig): string[] {
  const table = output.labels?.table ?? [];
  const limit = limits.find(
    (one) => one.output === output.name && /^(accuracy$|precision\.|recall\.)/.test(one.measure),
  );
  if (!limit || table.length === 0 || areAlike(table)) return [];
  const shown = (cells: readonly Cell[]): string => [...new Set(cells.map(cell))].slice(0, 4).join(', ');
  const [labels, values] = [shown(table.map(({ label }) => label)), shown(table.map(({ base }) => base))];
  return [
    `limit ${limit.key}: no label (${labels}) is a value of ${output.name} (${values}), so it cannot be measured`,
  ];
}

function segmentWarnings(pointer: string, { segments, replayed }: Evidence): string[] {
  const own = segments.filter((segment) => segment.pointer === pointer);
  if (replayed === 0 || own.length === 0 || own.some(({ value }) => value !== 'missing')) return [];
  return [`segment ${pointer} is in none of ${plural(replayed, 'record')}`];
}
