/** What each edit does, gathered from the pipelines' attribution: the numbers beside the lines and in the captions. */
import type { Attribution, Measure, PipelineReport, Report } from '../report.generated.ts';

/** One edit's part of one measure. */
export interface Effect {
  readonly pipeline: PipelineReport;
  /** Position of the pipeline in the report. */
  readonly position: number;
  /** As weir.yml names it: `tier.changed`. */
  readonly name: string;
  /** Behind the output's name: it says whether the measure is a difference. */
  readonly short: string;
  /** The edit's part, in the unit of the measure. */
  readonly part: Measure;
  readonly whole: Measure | undefined;
  /** Of the whole: 0.94; negative where the edit works against the others. Undefined where the whole is nothing. */
  readonly share: number | undefined;
  /** Edits that cannot be applied apart from this one. */
  readonly together: readonly number[];
  /** Parts of it by what became what, largest first. */
  readonly transitions: readonly Attribution[];
}

/** By the edit's index in the report. Effects stand in the order of the pipelines and of their attribution. */
export function effectsOf(report: Report): ReadonlyMap<number, readonly Effect[]> {
  const effects = report.pipelines.flatMap((pipeline, position) =>
    (pipeline.attribution ?? [])
      .filter(({ transition }) => transition === undefined)
      .flatMap((entry) => entry.edits.map((edit) => ({ edit, effect: effectOf(entry, edit, pipeline, position) }))),
  );
  const byEdit = Map.groupBy(effects, ({ edit }) => edit);
  return new Map([...byEdit].map(([edit, own]) => [edit, own.map(({ effect }) => effect)]));
}

/**
 * The effect that stands for the edit beside its line: its part of the measure that its pipelines put first, in the
 * pipeline where that part is largest.
 */
export function leadEffect(effects: readonly Effect[]): Effect | undefined {
  const leads = [...Map.groupBy(effects, ({ position }) => position).values()].flatMap((own) => own[0] ?? []);
  return leads.filter(({ share }) => share !== undefined).sort((a, b) => size(b) - size(a))[0];
}

/** The whole of which an attribution is a part; measures of the pipeline itself name no output. */
export function wholeOf({ outputs, measures }: PipelineReport, output: string, short: string): Measure | undefined {
  return output === '' ? measures[short] : outputs.find(({ name }) => name === output)?.measures[short];
}

/** A number in the unit of a measure, for what is no measure of its own. */
export function partOf(whole: Measure | undefined, value: number, low = value, high = value): Measure {
  return { value, low, high, unit: whole?.unit ?? 'share', interval: low === high ? 'exact' : 'anytime' };
}

export function measureName(output: string, short: string): string {
  return output === '' ? short : `${output}.${short}`;
}

function effectOf(entry: Attribution, edit: number, pipeline: PipelineReport, position: number): Effect {
  const { edits, output, measure: short, value, low, high } = entry;
  const whole = wholeOf(pipeline, output, short);
  const transitions = (pipeline.attribution ?? []).filter(
    (other) =>
      other.transition &&
      other.output === output &&
      other.measure === short &&
      other.edits.includes(edit) &&
      Math.abs(other.value) > 0,
  );
  return {
    pipeline,
    position,
    name: measureName(output, short),
    short,
    part: partOf(whole, value, low, high),
    whole,
    share: whole?.value ? value / whole.value : undefined,
    together: edits.filter((other) => other !== edit),
    transitions: transitions.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value)),
  };
}

function size({ share = 0 }: Effect): number {
  return Math.abs(share);
}
