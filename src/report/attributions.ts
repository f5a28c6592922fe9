/** Which edit does it, in words: for a pipeline's page, and beside the lines of an edit. Plain text, without markup. */
import { measure } from '../format/measures.ts';
import { plural } from '../format/numbers.ts';
import { becameText } from './cell.ts';
import type { Attribution, Interaction, Measure, PipelineReport, Report } from './report.generated.ts';
import { valued } from './sentences.ts';
import { limited, type NamedMeasure, place } from './story.ts';

/** Of the edits that move a measure, those named one by one. */
const most = 4;
/** One that moves less than this part of what the first does is counted with the others. */
const worthNaming = 0.05;

/**
 * For each measure that has a limit and moves (else for the first one there is): what every edit does to it, the largest
 * first, and which of them interact.
 */
export function attributions(pipeline: PipelineReport, report: Report): string[] {
  const names = new Set(limited(pipeline).map(({ name }) => name));
  const groups = [...Map.groupBy(whole(pipeline), nameOf)].filter(([, group]) =>
    group.some(({ value }) => value !== 0),
  );
  const judged = groups.filter(([name]) => names.has(name));
  const shown = judged.length > 0 ? judged : groups.slice(0, 1);
  return [
    ...shown.flatMap(([, group]) => ofMeasure(group, pipeline, report)),
    ...(pipeline.interactions ?? [])
      .filter((one) => shown.some(([name]) => name === nameOf(one)))
      .map((one) => interactionText(one, pipeline, report)),
  ];
}

/**
 * `3.1 %, mostly none → short`: by how much an edit moves a measure; undefined where that is not known.
 * @param edit index into the report's edits
 * @param name as weir.yml names the measure
 */
export function effectOf(pipeline: PipelineReport, edit: number, name: string): string | undefined {
  const own = whole(pipeline).find((one) => nameOf(one) === name && one.edits.includes(edit));
  if (!own) return undefined;
  const together =
    own.edits.length > 1 ? `, with ${plural(own.edits.length - 1, 'edit')} it cannot be parted from` : '';
  return `${effect(own, pipeline)}${together}`;
}

function ofMeasure(group: readonly Attribution[], pipeline: PipelineReport, report: Report): string[] {
  const sorted = group.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const largest = Math.abs(sorted[0]?.value ?? 0);
  const named = sorted.slice(0, most).filter(({ value }) => Math.abs(value) >= worthNaming * largest);
  const rest = sorted.slice(named.length);
  const texts = named.map((one) => {
    const verb = one.edits.length > 1 ? 'together move' : 'moves';
    return `${placesOf(one.edits, report)} ${verb} ${nameOf(one)} by ${effect(one, pipeline)}`;
  });
  const [first] = rest;
  if (!first) return texts;
  const value = rest.reduce((sum, one) => sum + one.value, 0);
  const others = rest.reduce((sum, { edits }) => sum + edits.length, 0);
  const amount = rest.every((one) => one.value === 0)
    ? 'nothing'
    : measure(asMeasure({ ...first, value }, pipeline), first.measure);
  return [...texts, `the other ${others === 1 ? 'edit moves' : `${others} edits move`} ${nameOf(first)} by ${amount}`];
}

function interactionText(one: Interaction, pipeline: PipelineReport, report: Report): string {
  const amount = measure(asMeasure({ ...one, value: Math.abs(one.value) }, pipeline), one.measure);
  const sense = one.value > 0 ? 'more' : 'less';
  return `${placesOf(one.edits, report)} interact: ${nameOf(one)} moves ${amount} ${sense} than by each of them alone`;
}

/** `3.1 % (2.9 % to 3.3 %), mostly none → short` */
function effect(one: Attribution, pipeline: PipelineReport): string {
  const named: NamedMeasure = { name: nameOf(one), key: one.measure, measure: asMeasure(one, pipeline) };
  const transition = mainTransition(one, pipeline);
  return `${valued(named)}${transition ? `, mostly ${transition}` : ''}`;
}

/** The transition that more than half of an edit's effect on `changed` is. */
function mainTransition(
  { edits, output, measure: key, value }: Attribution,
  pipeline: PipelineReport,
): string | undefined {
  const own = (pipeline.attribution ?? []).filter(
    (one) => one.transition && one.output === output && one.measure === key && sameEdits(one.edits, edits),
  );
  const [main] = own.toSorted((a, b) => b.value - a.value);
  if (!main?.transition || main.value <= Math.abs(value) / 2) return undefined;
  return becameText(main.transition);
}

function sameEdits(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((edit, index) => edit === other[index]);
}

/** Attributions of whole measures, without those of single transitions. */
function whole({ attribution = [] }: PipelineReport): Attribution[] {
  return attribution.filter(({ transition }) => transition === undefined);
}

/** As weir.yml names it; the pipeline's own measures have no output. */
function nameOf({ output, measure: key }: Pick<Attribution, 'output' | 'measure'>): string {
  return output === '' ? key : `${output}.${key}`;
}

function placesOf(edits: readonly number[], report: Report): string {
  const places = edits.map((index) => {
    const edit = report.edits[index];
    return edit ? place(edit) : `edit ${index}`;
  });
  const unique = [...new Set(places)];
  return unique.length > most
    ? `${unique.slice(0, most).join(', ')} and ${unique.length - most} more`
    : unique.join(' and ');
}

/** The part of a measure that an edit has is in the unit of the measure. */
function asMeasure(
  one: Pick<Attribution, 'output' | 'measure' | 'value'> & Partial<Pick<Attribution, 'low' | 'high'>>,
  { outputs, measures }: PipelineReport,
): Measure {
  const total = outputs.find(({ name }) => name === one.output)?.measures[one.measure] ?? measures[one.measure];
  const { value, low = value, high = value } = one;
  return { value, low, high, unit: total?.unit ?? 'share', interval: low === high ? 'exact' : 'asymptotic' };
}
