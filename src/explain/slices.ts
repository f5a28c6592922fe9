/**
 * For whom a change moves something: the slices of the traffic that move more than the rest, and what tells the records
 * of a transition apart. The answer is where to look.
 */
import { type Contrast, findContrasts } from '../impact/contrasts.ts';
import { findHotspots, type Hotspot } from '../impact/hotspots.ts';
import type { Condition as SliceCondition } from '../impact/slices.ts';
import type { RunFurther } from '../replay/replay.ts';
import { compareSlices } from '../replay/slices/slices.ts';
import type { Condition, PipelineReport } from '../report/report.generated.ts';
import type { Seen } from './explanation.ts';
import { shownTransitions } from './shown-transitions.ts';

/** What a report says of it. */
export type FoundSlices = Pick<PipelineReport, 'look' | 'hotspots' | 'contrasts'>;

/** Transitions of each output that are explained, those with most records. */
const EXPLAINED = 3;

/** Nothing where nothing changed. Throws as a replay does. */
export async function findSlices(
  { pipeline, plan, files, evidence }: Pick<Seen, 'pipeline' | 'plan' | 'files' | 'evidence'>,
  run: RunFurther,
): Promise<FoundSlices> {
  if (evidence.outputs.every(({ changed }) => changed.records === 0)) return {};
  const transitions = evidence.outputs.map((output) => shownTransitions(output, pipeline).slice(0, EXPLAINED));
  const table = await compareSlices({ plan, files, read: evidence.read, transitions }, run);
  const { hotspots, assessed, unassessed } = findHotspots(table);
  const all = evidence.read === evidence.recorded && table.records === evidence.replayed;
  return {
    look: {
      records: table.records,
      full: all,
      fields: table.fields.map(({ pointer }) => pointer),
      assessed,
      unassessed,
    },
    hotspots: hotspots.flatMap(toHotspot),
    contrasts: findContrasts(table).flatMap(toContrast),
  };
}

function toHotspot(hotspot: Hotspot): NonNullable<FoundSlices['hotspots']> {
  const [first, second] = hotspot.conditions.map(toCondition);
  return first ? [{ ...hotspot, conditions: second ? [first, second] : [first] }] : [];
}

function toContrast(contrast: Contrast): NonNullable<FoundSlices['contrasts']> {
  const [first, ...others] = contrast.conditions.map(toCondition);
  return first ? [{ ...contrast, conditions: [first, ...others] }] : [];
}

function toCondition({ values = [], ...condition }: SliceCondition): Condition {
  const [first, ...others] = values;
  return first === undefined ? condition : { ...condition, values: [first, ...others] };
}
