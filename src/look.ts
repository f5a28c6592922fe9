/**
 * For whom a change moves something: the slices of the traffic that move more than the rest, and what tells the records
 * of a transition apart. `assess` asks after a replay; the answer is where to look and never changes a verdict.
 */
import type { PipelineConfig } from './config/config.ts';
import { transitionsOf } from './gate/transitions.ts';
import { cellText } from './impact/cell.ts';
import { type Contrast, findContrasts } from './impact/contrasts.ts';
import type { Evidence } from './impact/evidence.ts';
import { findHotspots, type Hotspot } from './impact/hotspots.ts';
import type { Condition as SliceCondition } from './impact/slices.ts';
import { lookAt } from './replay/look/look.ts';
import type { Plan } from './replay/plan.ts';
import type { RunFurther } from './replay/replay.ts';
import type { Condition, PipelineReport } from './report/report.generated.ts';

/** What a report says of it. */
export type Looked = Pick<PipelineReport, 'look' | 'hotspots' | 'contrasts'>;

/** A pipeline that was replayed. */
export interface Seen {
  readonly pipeline: PipelineConfig;
  readonly plan: Plan;
  /** Files of the recording. */
  readonly files: number;
  readonly evidence: Evidence;
}

/** Transitions of each output that are explained, those with most records. */
const EXPLAINED = 3;

/** Nothing where nothing changed. Throws as a replay does. */
export async function look({ pipeline, plan, files, evidence }: Seen, run: RunFurther): Promise<Looked> {
  if (evidence.outputs.every(({ changed }) => changed.records === 0)) return {};
  const transitions = evidence.outputs.map((output) => {
    const tolerance = pipeline.outputs.find(({ name }) => name === output.name)?.tolerance ?? 0;
    const { transitions } = transitionsOf(output, tolerance, false);
    // What is counted together under one name is no transition that a record shows.
    const shown = new Set(output.table.flatMap(({ base, head }) => [cellText(base), cellText(head)]));
    const named = transitions.filter((one) =>
      [one.base, one.head].every((cell) => cell !== 'other' && shown.has(cell)),
    );
    return named.slice(0, EXPLAINED).map(({ base, head }) => ({ base, head }));
  });
  const table = await lookAt({ plan, files, read: evidence.read, transitions }, run);
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

function toHotspot(hotspot: Hotspot): NonNullable<Looked['hotspots']> {
  const [first, second] = hotspot.conditions.map(toCondition);
  return first ? [{ ...hotspot, conditions: second ? [first, second] : [first] }] : [];
}

function toContrast(contrast: Contrast): NonNullable<Looked['contrasts']> {
  const [first, ...others] = contrast.conditions.map(toCondition);
  return first ? [{ ...contrast, conditions: [first, ...others] }] : [];
}

function toCondition({ values = [], ...condition }: SliceCondition): Condition {
  const [first, ...others] = values;
  return first === undefined ? condition : { ...condition, values: [first, ...others] };
}
