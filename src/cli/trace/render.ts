/** The trace of one record for a terminal: params, each step with what it read and answered, and the outputs. */
import { identical } from '../../document/equal.ts';
import type { PlannedStep } from '../../replay/plan.ts';
import { isAlike } from '../../replay/trace/alike.ts';
import type { TracedRecord, TracedRun, TracedStep } from '../../replay/trace/pass.ts';
import type { PipelineTrace } from '../../replay/trace/trace-pipelines.ts';
import { padEnd, plain } from '../../report/plain.ts';
import { type Page, paragraph } from '../../report/terminal/page.ts';
import { differences } from './differences.ts';
import { valueLines, valueText } from './value.ts';

/** Columns of the words before a value. */
const LABEL = 16;
/** Places that are named where base and head first differ. */
const MOST_PLACES = 10;

/** Lines of at most the page's width. */
export function renderTrace({ pipeline, notes, plan, traced }: PipelineTrace, record: number, page: Page): string[] {
  const place = plain(traced.line ? `${traced.file}:${traced.line}` : `${traced.file}, at ${traced.position}`);
  const title = paragraph(`${plain(pipeline.name)}: record ${record} of ${plain(plan.recording.name)}`, page, {
    style: 'strong',
  });
  const where = [place, ...notes.map(plain)].flatMap((text) => paragraph(text, page, { style: 'quiet' }));
  if (traced.malformed !== undefined) {
    return [...title, ...where, '', ...paragraph(`It is no record: ${plain(traced.malformed)}`, page, {})];
  }
  const first = traced.steps.findIndex((step, index) => plan.steps[index]?.only === undefined && !isAlike(step));
  const blocks = [
    [...title, ...where],
    paramLines(plan.params?.base.path, traced.steps, page),
    ...plan.steps.map((planned, index) => stepLines(planned, index, { traced, isFirst: index === first }, page)),
    outputLines(pipeline.outputs, traced, page),
    first === -1 && endsAlike(traced) ? paragraph('Base and head do not differ on this record.', page, {}) : [],
  ];
  return blocks.filter((block) => block.length > 0).flatMap((block, index) => (index === 0 ? block : ['', ...block]));
}

function endsAlike({ outputs, ends }: TracedRecord): boolean {
  return identical(outputs.base, outputs.head) && ends.base?.outcome === ends.head?.outcome;
}

function paramLines(path: string | undefined, steps: readonly TracedStep[], page: Page): string[] {
  const params = steps.find((step) => step.params)?.params;
  if (path === undefined || params === undefined) return [];
  const title = paragraph(`params ${plain(path)}`, page, { style: 'strong' });
  return [...title, ...bothLines('', params.base, params.head, page)];
}

function stepLines(
  { kind, path, engine, into, only }: PlannedStep,
  index: number,
  { traced, isFirst }: { readonly traced: TracedRecord; readonly isFirst: boolean },
  page: Page,
): string[] {
  const step = traced.steps[index];
  const words = [
    `${index + 1}`,
    kind,
    plain(path),
    `(${engine})`,
    ...(into === undefined ? [] : ['into', plain(into)]),
    ...(only === undefined ? [] : [`– at ${only} alone`]),
  ];
  const title = paragraph(words.join(' '), page, { style: 'strong', hang: 2 });
  const { base, head, params } = step ?? {};
  if (!step || !(base || head)) return [...title, ...labelled('', new Words('not run: the record had ended'), page)];
  const before = traced.steps[index - 1];
  const read = isHandedOn(before, step)
    ? labelled('read', new Words(`what step ${index} answered`), page)
    : readLines(step, page);
  return [
    ...title,
    ...read,
    ...(params ? labelled('with', new Words('the params'), page) : []),
    ...(only === undefined ? answerLines(step, page) : outcomeLines(only, step[only], page)),
    ...(isFirst ? differenceLines(step, page) : []),
  ];
}

/** What the step before answered is the whole document, and was shown there. */
function isHandedOn(before: TracedStep | undefined, step: TracedStep): boolean {
  return (['base', 'head'] as const).every((side) => {
    const [from, to] = [before?.[side], step[side]];
    return to === undefined || (from?.outcome === 'ok' && identical(from.answer, to.read));
  });
}

function readLines({ base, head }: TracedStep, page: Page): string[] {
  if (base && head) return bothLines('read', base.read, head.read, page);
  if (base) return labelled('read at base', base.read, page);
  return head ? labelled('read at head', head.read, page) : [];
}

function answerLines(step: TracedStep, page: Page): string[] {
  if (isAlike(step)) return outcomeLines('', step.base, page);
  return [...outcomeLines('base', step.base, page), ...outcomeLines('head', step.head, page)];
}

function outcomeLines(side: string, run: TracedRun | undefined, page: Page): string[] {
  const label = (word: string) => (side === '' ? word : `${side} ${word}`);
  if (run === undefined) return labelled(side, new Words('not run: the record had ended'), page);
  if (run.outcome === 'ok') {
    const answer = identical(run.answer, run.read) ? new Words('the document as it was read') : run.answer;
    return labelled(label('ok'), answer, page);
  }
  return labelled(label(run.outcome === 'unreplayable' ? 'unreplayed' : run.outcome), new Words(run.reason), page);
}

function differenceLines({ base, head }: TracedStep, page: Page): string[] {
  const said = (text: string) => paragraph(text, page, { indent: 2, hang: 2, style: 'inconclusive' });
  const here = 'Here base and head first differ';
  if (base?.outcome !== 'ok' || head?.outcome !== 'ok') return said(`${here}: in what becomes of the record.`);
  const places = differences(base.answer, head.answer);
  const shown = places.slice(0, MOST_PLACES).flatMap(({ pointer, base, head }) =>
    paragraph(`${plain(pointer) || 'the whole'}: ${valueText(base)} → ${valueText(head)}`, page, {
      indent: 4,
      hang: 2,
    }),
  );
  const left = places.length - MOST_PLACES;
  return [...said(`${here}:`), ...shown, ...(left > 0 ? [`    … and ${left} more places`] : [])];
}

function outputLines(
  outputs: PipelineTrace['pipeline']['outputs'],
  { outputs: values, ends, recorded }: TracedRecord,
  page: Page,
): string[] {
  if (outputs.length === 0) return [];
  const lines = outputs.flatMap(({ name }, index) => {
    const [base, head] = [
      ends.base ? new Words(ends.base.outcome) : values.base[index],
      ends.head ? new Words(ends.head.outcome) : values.head[index],
    ];
    const text = isSame(base, head) ? wordOf(base) : `${wordOf(base)} → ${wordOf(head)}`;
    return paragraph(`${plain(name)}: ${text}`, page, { indent: 2, hang: 2 });
  });
  const answered = recorded === undefined ? [] : labelled('production', recorded, page);
  return [...paragraph('outputs', page, { style: 'strong' }), ...lines, ...answered];
}

/** Text about a value, in its place. */
class Words {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

function isSame(a: unknown, b: unknown): boolean {
  if (a instanceof Words || b instanceof Words) return wordOf(a) === wordOf(b);
  return identical(a, b);
}

function wordOf(value: unknown): string {
  return value instanceof Words ? plain(value.text) : valueText(value);
}

/** Once where both sides are alike. */
function bothLines(label: string, base: unknown, head: unknown, page: Page): string[] {
  const at = (side: string) => (label === '' ? side : `${label} at ${side}`);
  if (identical(base, head)) return labelled(label, base, page);
  return [...labelled(at('base'), base, page), ...labelled(at('head'), head, page)];
}

function labelled(label: string, value: unknown, { width, paint }: Page): string[] {
  const room = width - 2 - LABEL;
  const lines =
    value instanceof Words ? paragraph(plain(value.text), { width: room, paint }, {}) : valueLines(value, room);
  return lines.map((line, index) => `  ${paint('quiet', padEnd(index === 0 ? label : '', LABEL))}${line}`.trimEnd());
}
