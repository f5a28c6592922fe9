/**
 * Where to look, in words: slices that move more than the rest of the traffic, and what tells the records of a transition
 * from all others. Terminal, markdown and HTML say the same through here. Plain text, without markup.
 */
import { either } from '../format/listed.ts';
import { count, number, percent, plural } from '../format/numbers.ts';
import { becameText, cell } from './cell.ts';
import type { Condition, Contrast, Hotspot, PipelineReport } from './report.generated.ts';

/** More values than this are counted instead of named. */
const mostValues = 5;

/** A hotspot, in the columns of a table. */
export interface HotspotRow {
  /** `/origin is JFK and /delay is from 100 to below 200` */
  readonly where: string;
  /** `tier.changed` */
  readonly output: string;
  /** Changed share within and of all other records. */
  readonly share: string;
  readonly rest: string;
  /** How much of all change is beyond what the rest's share would give. */
  readonly excess: string;
  readonly records: string;
}

export function hotspotRows({ hotspots = [] }: PipelineReport): HotspotRow[] {
  return hotspots.map((hotspot: Hotspot) => ({
    where: conditionsText(hotspot.conditions),
    output: `${hotspot.output}.changed`,
    share: percent(hotspot.share),
    rest: percent(hotspot.rest),
    excess: percent(hotspot.excess),
    records: count(hotspot.records),
  }));
}

/** One sentence for each set of conditions: `tier none → short: where /delay is below 20 (all of them, and no other record)`. */
export function contrastTexts({ contrasts = [] }: PipelineReport): string[] {
  const alike = Map.groupBy(contrasts, ({ conditions, covered, precision }) =>
    JSON.stringify([conditions, covered, precision]),
  );
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const transitions = group.map(({ output, base, head }) => `${output} ${becameText({ base, head })}`).join(', ');
    return `${transitions}: where ${conditionsText(first.conditions)} (${accuracy(first)})`;
  });
}

/** Of which records the slices are; undefined where nobody looked. */
export function slicesNote({ look }: PipelineReport): string | undefined {
  if (!look) return undefined;
  const left = look.unassessed > 0 ? ` ${plural(look.unassessed, 'slice')} held too few records to be assessed.` : '';
  const records = plural(look.records, 'record');
  const where = look.full
    ? `Compared ${plural(look.assessed, 'slice')} of ${records}.`
    : `Compared ${plural(look.assessed, 'slice')} of ${records} taken at random, so these shares are estimates.`;
  return `${where}${left} Slices explain; they do not judge.`;
}

export function conditionsText(conditions: readonly Condition[]): string {
  return conditions.map(conditionText).join(' and ');
}

function conditionText({ pointer, values, low, high }: Condition): string {
  if (values) return `${pointer} is ${listed(values)}`;
  if (low !== undefined && high !== undefined) return `${pointer} is from ${number(low)} to below ${number(high)}`;
  if (low !== undefined) return `${pointer} is ${number(low)} or more`;
  return high === undefined ? `${pointer} is a number` : `${pointer} is below ${number(high)}`;
}

function listed(values: readonly string[]): string {
  const named = values.slice(0, mostValues).map(cell);
  const left = values.length - named.length;
  if (left > 0) return `${named.join(', ')} or one of ${left} more`;
  return either(named);
}

function accuracy({ covered, precision }: Contrast): string {
  if (covered === 1 && precision === 1) return 'all of them, and no other record';
  return `${percent(covered)} of them; ${percent(precision)} of the records there move so`;
}
