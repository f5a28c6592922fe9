/** Writes a weir.yml with comments that say what each line is for and what a person should look at. */

import { stringify } from 'yaml';
import { isElsewhere } from '../../config/elsewhere.ts';
import { defaultEngine, enginesOf, knownEngine } from '../../config/engines.ts';
import { isObject } from '../../document/is-object.ts';
import { count } from '../../format/numbers.ts';
import type { ColumnTypes } from '../../recordings/formats/format.ts';
import type { DraftPipeline, DraftRecording, DraftStep, FitLimits, GuessedLabels } from './drafted.ts';
import type { GuessedOutput } from './guess-outputs.ts';

/** Where editors find it, as docs/config.md says. */
const SCHEMA = 'https://raw.githubusercontent.com/weir-bot/weir/main/schemas/weir.schema.json';

/** The text of a weir.yml. Names and paths of the repository are quoted where YAML asks for it. */
export function renderConfig(pipelines: readonly DraftPipeline[]): string {
  const all = pipelines.flatMap(({ recording, related = [] }) => [recording, ...related]);
  const recordings = [...new Map(all.map((recording) => [recording.name, recording])).values()];
  return `${[
    `# yaml-language-server: $schema=${SCHEMA}`,
    '# What Weir governs here: recorded traffic, and the pipelines it is replayed through whenever one of their files',
    '# changes. `weir validate` tries this file out, `weir check` judges a change.',
    'version: 1',
    '',
    'recordings:',
    ...recordings.flatMap(recordingLines),
    'pipelines:',
    ...pipelines.flatMap(pipelineLines),
    'defaults:',
    '  confidence: 99%         # how sure a verdict has to be',
    '  inconclusive: block     # block or allow a merge that could not be judged',
  ].join('\n')}\n`;
}

function recordingLines({ name, files, envelope, input, parts, types, dialect, labels }: DraftRecording): string[] {
  const pointers = envelope
    ? [
        `    format: ${envelope.id}          # ${envelope.about}`,
        ...(input === envelope.parts.input ? [] : [`    input: ${scalar(input)}`]),
      ]
    : [
        `    input: ${scalar(input)}${input === '' ? '               # the whole record is the request' : ''}`,
        ...parts.map(({ part, pointer, sure }) => {
          const line = `${part}: ${scalar(pointer)}`;
          return sure ? `    ${line}` : `    # ${line}          # if this is what a record is worth`;
        }),
        ...missingParts(
          parts.map(({ part }) => part),
          labels,
        ),
      ];
  return [
    `  ${scalar(name)}:`,
    `    files: ${scalar(files)}`,
    ...pointers,
    ...dialectLines(dialect),
    ...typeLines(types),
    '',
  ];
}

/** How a CSV is written, where it does not tell by itself. */
function dialectLines(dialect: DraftRecording['dialect'] = {}): string[] {
  const said = Object.entries(dialect).map(([key, value]) => `${key}: ${flowScalar(String(value))}`);
  return said.length === 0 ? [] : [`    dialect: { ${said.join(', ')} }`];
}

/** What the columns of a CSV hold, where the fields do not tell. */
function typeLines(types: ColumnTypes): string[] {
  const entries = Object.entries(types).map(([name, type]) => `      ${scalar(name)}: ${type}`);
  return entries.length === 0
    ? []
    : ['    types:                # columns that JSON would write otherwise', ...entries];
}

function missingParts(known: readonly string[], labels: GuessedLabels | undefined): string[] {
  return [
    ...(known.includes('output')
      ? []
      : ['    # output: /response     # what production answered; then Weir checks that base reproduces it']),
    ...(labels
      ? [
          '    # What turned out to be right, if these rows say so; then Weir measures accuracy:',
          `    # labels: ${labelsText(labels)}`,
        ]
      : []),
    ...(known.includes('label') || labels
      ? []
      : ['    # label: /outcome       # what turned out to be right; then Weir measures accuracy']),
  ];
}

/** In one line, so that a person takes away one mark only. */
function labelsText({ files, join, label, time, types, dialect }: GuessedLabels): string {
  const flow = (members: object): string =>
    `{ ${Object.entries(members)
      .map(([key, value]) => `${flowScalar(key)}: ${flowScalar(String(value))}`)
      .join(', ')} }`;
  return `{ ${[
    ...Object.entries({ files, join, label, time }).flatMap(([key, value]) =>
      value === undefined ? [] : [`${key}: ${flowScalar(value)}`],
    ),
    ...(Object.keys(types).length > 0 ? [`types: ${flow(types)}`] : []),
    ...(dialect ? [`dialect: ${flow(dialect)}`] : []),
  ].join(', ')} }`;
}

function pipelineLines({
  name,
  owners,
  ownersFrom,
  recording,
  params,
  steps,
  outputs,
  segments,
  limits,
}: DraftPipeline): string[] {
  const [first] = outputs;
  const scores = outputs.filter(({ isScore }) => isScore);
  return [
    `  ${scalar(name)}:`,
    owners.length > 0
      ? `    owners: [${owners.map(flowScalar).join(', ')}]   # from ${ownersFrom}`
      : '    owners: []            # who may approve an impact: "@user", "@org/team"',
    `    recording: ${scalar(recording.name)}`,
    ...(params === undefined ? [] : [`    params: ${own(params)}`]),
    '    steps:',
    ...steps.flatMap(stepLines),
    ...outputLines(outputs, steps),
    ...(segments.length > 0
      ? [`    segments: [${segments.map(flowScalar).join(', ')}]`]
      : ['    # segments: [/country]  # slices that explain an impact']),
    ...(limits ? fitLines(limits) : scores.length > 0 ? usualLines(outputs, steps) : limitLines(first)),
    ...scores.map(({ name: score }) => `      # ${score}.mean_ratio: 5%   # of the score: how far its mean may move`),
    '',
  ];
}

function fitLines({ records, needed, limits }: FitLimits): string[] {
  return [
    `    limits:               # as close as ${count(records)} records can tell; ${count(needed)} would do for 0.1%`,
    ...limits.map(([key, text]) => `      ${scalar(key)}: ${text}`),
  ];
}

/** The usual ones, written out: a model that is trained anew moves each score a little, so of scores `changed` says nothing. */
function usualLines(outputs: readonly GuessedOutput[], steps: readonly DraftStep[]): string[] {
  return [
    '    limits:',
    ...outputs.filter(({ isScore }) => !isScore).map(({ name }) => `      ${scalar(`${name}.changed`)}: 1%`),
    ...(steps.some(({ kind }) => kind === 'schema') ? ['      rejected: 0.1%'] : []),
    '      failed: 0.1%',
  ];
}

function limitLines(first: GuessedOutput | undefined): string[] {
  return [
    '    # limits:             # without limits: changed 1% of each output, rejected and failed 0.1%',
    ...(first ? [`    #   ${first.name}.changed: 1%`] : []),
    '    #   rejected: 0.1%',
  ];
}

/** Of rules that are named by `each`, only what is no category has to be said. */
function outputLines(all: readonly GuessedOutput[], steps: readonly DraftStep[]): string[] {
  const isEach = steps.some((step) => 'each' in step && step.each !== undefined);
  const outputs = isEach ? all.filter(({ kind }) => kind !== 'category') : all;
  return [
    ...(isEach
      ? [`    # Each of the ${all.length} rules is an output by its name, a category unless outputs says otherwise.`]
      : []),
    ...(outputs.length > 0 ? ['    outputs:              # kind: category, number, probability, ranking or text'] : []),
    ...outputs.map(({ name, at, kind, recorded }) => {
      const place = recorded === undefined ? '' : `, recorded: ${flowScalar(recorded)}`;
      return `      ${scalar(name)}: { at: ${flowScalar(at)}, kind: ${kind}${place} }`;
    }),
  ];
}

function stepLines(step: DraftStep): string[] {
  switch (step.kind) {
    case 'schema':
      return [
        `      - schema: ${own(step.path)}`,
        ...engineLines(step),
        ...Object.entries(step.options ?? {}).flatMap(([key, value]) => optionLines(key, value)),
      ];
    case 'rules':
    case 'model':
      return [
        `      - ${step.kind}: ${own(step.path)}`,
        ...(step.each === undefined ? [] : [`        each: ${scalar(step.each)}`]),
        ...engineLines(step),
        ...(step.from === undefined ? [] : [`        from: ${scalar(step.from)}     # what that model answered`]),
        ...inputLines(step.inputs),
        `        into: ${scalar(step.into)}`,
      ];
    case 'recorded':
      return [
        '      - model: recorded     # what production answered',
        `        from: ${scalar(step.from)}`,
        `        into: ${scalar(step.into)}`,
      ];
    default:
      return step satisfies never;
  }
}

function inputLines(inputs: Readonly<Record<string, string>> = {}): string[] {
  const entries = Object.entries(inputs).map(([name, at]) => `${flowScalar(name)}: ${flowScalar(at)}`);
  return entries.length === 0 ? [] : [`        inputs: { ${entries.join(', ')} }`];
}

function optionLines(key: string, value: unknown): string[] {
  if (!isObject(value)) return [`        ${key}: ${scalar(String(value))}`];
  const members = Object.entries(value).map(([name, own]) => `${flowScalar(name)}: ${flowScalar(String(own))}`);
  return [
    `        ${key}: { ${members.join(', ')} }   # tables that its relationships lead to: the recordings of their rows`,
  ];
}

/** A path in this repository, though it be spelled like one of another. */
function own(path: string): string {
  return scalar(isElsewhere(path) ? `./${path}` : path);
}

/** What weir.yml has to say, or which other engine reads the same language. */
function engineLines({ kind, path, engine }: Exclude<DraftStep, { kind: 'recorded' }>): string[] {
  if (engine !== undefined) return [`        engine: ${engine}`];
  const known = knownEngine(defaultEngine(kind, path));
  const [other] = enginesOf(kind).filter(({ id, name }) => name === known?.name && id !== known.id);
  if (!known || !other || path.includes('#/')) return [];
  return [`        # engine: ${other.id}   # if production runs that and not ${known.id}`];
}

function scalar(text: string): string {
  return stringify(text, { lineWidth: 0, defaultStringType: 'PLAIN' })
    .trimEnd()
    .replace(/^\|.*/s, JSON.stringify(text));
}

/** Inside braces and brackets more characters have a meaning. */
export function flowScalar(text: string): string {
  return /^[\w/.-]+$/.test(text) && text !== '' ? scalar(text) : JSON.stringify(text);
}
