/** What `weir validate` prints: the recordings, then each pipeline with its steps, what came out of it and its limits. */
import type { Reference } from '../../artifacts/reference.ts';
import type { Config, PipelineConfig, StepConfig } from '../../config/config.ts';
import { compact, count, number, plural } from '../../format/numbers.ts';
import type { Evidence, OutputEvidence, Cell as Shown } from '../../impact/evidence.ts';
import { envelopeFor } from '../../recordings/envelopes/registry.ts';
import { ownFiles } from '../../recordings/own-files.ts';
import type { LabelCounts } from '../../recordings/reader.ts';
import { cell } from '../../report/cell.ts';
import { plain } from '../../report/plain.ts';
import { type Page, paragraph } from '../../report/terminal/page.ts';
import { facts } from '../page.ts';
import type { Examined, ExaminedPipeline, ExaminedRecording } from './examine.ts';
import { outcomeRecords, valuesSeen } from './warnings.ts';

const mostValues = 4;
/** As many outputs have their default limits said one by one. */
const mostOutputs = 6;

/** Text with a newline at the end, no line wider than the page. */
export function renderExamined(config: Config, examined: Examined, page: Page): string {
  const blocks = [
    ...examined.recordings.map((recording) => recordingLines(recording, page)),
    ...examined.pipelines.map((pipeline) => pipelineLines(pipeline, page)),
    conclusion(config, examined, page),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function recordingLines(
  { config, files: read, bytes, facts: said, warnings }: ExaminedRecording,
  page: Page,
): string[] {
  const files = ownFiles(read);
  const forms = [
    ...new Set(
      files.map((file) => [file.format, ...(file.compression === 'none' ? [] : [file.compression])].join(' + ')),
    ),
  ];
  const envelope = envelopeFor(config.format);
  const { input, output, label, id, time, weight, value } = config;
  const pointers = Object.entries({ input, output, label, id, time, weight, value })
    .filter(([, pointer]) => pointer !== undefined)
    .map(([name, pointer]) => `${name} ${pointer === '' ? 'the whole record' : pointer}`);
  return [
    title('recording', config.name, page),
    ...facts(
      [
        [config.table === undefined ? 'files' : 'table', [plain(config.files)]],
        [
          '',
          config.table !== undefined
            ? []
            : [`${plural(files.length, 'file')}, ${forms.join(' and ')}, ${compact(bytes)}B`],
        ],
        ['read', [envelope ? `${envelope.id} records` : pointers.join(', ')]],
        ['labels', read.flatMap(({ made }) => (made?.labels ? [labelsText(made.labels)] : []))],
        ...said.map(([format, lines]): [string, string[]] => [format, lines.map(plain)]),
      ],
      page,
    ),
    ...warningLines(warnings, page),
  ];
}

function labelsText({ matched, unmatched, duplicates, strangers, unusable }: LabelCounts): string {
  const parts = [
    `${plural(matched, 'record')} matched, ${count(unmatched)} without an outcome`,
    ...(duplicates > 0 ? [`${plural(duplicates, 'row')} outdone by another of the same request`] : []),
    ...(strangers > 0 ? [`${plural(strangers, 'row')} of no record`] : []),
    ...(unusable > 0 ? [`${plural(unusable, 'row')} without an id or an outcome, or broken`] : []),
  ];
  return parts.join('; ');
}

function pipelineLines({ config, governed, evidence, warnings }: ExaminedPipeline, page: Page): string[] {
  return [
    title('pipeline', config.name, page),
    ...facts(
      [
        ['owners', [config.owners.join(', ') || 'none, so nobody can approve its impact']],
        ['recording', [config.recording.name]],
        ['params', config.params === undefined ? [] : [plain(config.params)]],
        ['steps', config.steps.map((step, index) => `${index + 1}. ${stepText(step, governed)}`)],
        ['outputs', config.outputs.map((output) => outputText(output, evidence))],
        ['segments', config.segments.length === 0 ? [] : [config.segments.join(', ')]],
        [config.limitsAreDefaults ? 'defaults' : 'limits', [limitsText(config)]],
        ['tried', [triedText(evidence)]],
      ],
      page,
    ),
    ...warningLines(warnings, page),
  ];
}

function title(kind: string, name: string, { paint }: Page): string {
  return `${paint('quiet', kind)} ${paint('strong', plain(name))}`;
}

function stepText(step: StepConfig, governed: readonly Reference[] | undefined): string {
  const engine = governed?.find(({ path, engine }) => path === step.path && engine.id === step.engine)?.engine;
  const version = engine ? `${engine.id}@${engine.version}` : step.engine;
  const target = step.kind === 'schema' ? '' : ` into ${step.into === '' ? 'the whole document' : step.into}`;
  if (step.path === undefined)
    return `model recorded at ${plain(step.kind === 'model' ? (step.from ?? '') : '')}${target}`;
  return `${step.kind} ${plain(step.path)}${target} (${version})`;
}

function outputText({ name, at, kind }: PipelineConfig['outputs'][number], evidence: Evidence | undefined): string {
  const output = evidence?.outputs.find((candidate) => candidate.name === name);
  const seen = output ? `: ${seenText(output)}` : '';
  return plain(`${name}, a ${kind} at ${at === '' ? 'the root' : at}${seen}`);
}

/** Numbers as a range, everything else as its most frequent values. */
function seenText(output: OutputEvidence): string {
  const bins = output.histograms?.base.bins ?? [];
  const [first, last] = [bins[0], bins.at(-1)];
  if (first && last)
    return first.low === last.high ? number(first.low) : `${number(first.low)} to ${number(last.high)}`;
  const values = valuesSeen(output);
  if (values.length === 0) return 'no record came through';
  if (output.kind === 'text') return 'texts';
  const shown = values.slice(0, mostValues).map(({ value, records }) => `${valueText(value)} ${count(records)}`);
  return values.length > mostValues ? `${shown.join(', ')}, … (${count(values.length)} values)` : shown.join(', ');
}

function valueText(value: Shown): string {
  const text = cell(value);
  return text.length > 30 ? `${text.slice(0, 29)}…` : text;
}

/** The defaults of many outputs are alike and said once. */
function limitsText({ limits, limitsAreDefaults, outputs }: PipelineConfig): string {
  const alike = limitsAreDefaults && outputs.length > mostOutputs;
  const each = alike ? limits.filter(({ key }) => key.endsWith('.changed')) : [];
  const texts = [
    ...(alike ? [`changed ${each[0]?.text} of each of ${count(each.length)} outputs`] : []),
    ...limits.filter((limit) => !each.includes(limit)).map(({ key, text }) => `${key} ${text}`),
  ].join(', ');
  return limitsAreDefaults ? `${texts} (weir.yml sets no limits)` : texts;
}

function triedText(evidence: Evidence | undefined): string {
  if (!evidence) return 'not, see below';
  const { replayed, reproduction } = evidence;
  const outcomes = ['rejected', 'failed'].map((outcome) => `${count(outcomeRecords(evidence, outcome))} ${outcome}`);
  const same =
    reproduction &&
    `${count(reproduction.compared - reproduction.different)} of ${count(reproduction.compared)} answered as production did`;
  return [plural(replayed, 'record'), ...outcomes, ...(same ? [same] : [])].join(', ');
}

function warningLines(warnings: readonly string[], page: Page): string[] {
  return warnings.flatMap((warning) =>
    paragraph(plain(warning), page, { indent: 2, bullet: '!', style: 'inconclusive' }),
  );
}

function conclusion(
  { path, recordings, pipelines }: Config,
  { problems, ...examined }: Examined,
  page: Page,
): string[] {
  const warnings = [...examined.recordings, ...examined.pipelines].reduce(
    (total, one) => total + one.warnings.length,
    0,
  );
  const size = `${plural(pipelines.length, 'pipeline')}, ${plural(recordings.size, 'recording')}`;
  const found = [
    ...(problems.length > 0 ? [plural(problems.length, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
  ];
  const verdict = problems.length > 0 ? 'fail' : warnings > 0 ? 'inconclusive' : 'pass';
  const mark = { fail: '✗', inconclusive: '!', pass: '✓' }[verdict];
  const text = `${path}: ${size}; ${found.join(', ') || 'all good'}`;
  return paragraph(plain(text), page, { bullet: mark, style: verdict });
}
