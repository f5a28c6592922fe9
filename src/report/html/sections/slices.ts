/** Segments whose pictures a page holds, so that a reader can look at the outputs of one slice of the traffic alone. */
import { percent } from '../../../format/numbers.ts';
import { cell } from '../../cell.ts';
import { cutMiddle } from '../../plain.ts';
import type { Distribution, OutputReport, PipelineReport, SegmentReport } from '../../report.generated.ts';
import type { Detail } from '../detail.ts';

export interface Slice {
  /** Its place among the segments of the pipeline. */
  readonly index: number;
  /** `/origin = SFO` */
  readonly where: string;
  readonly records: number;
  readonly segment: SegmentReport;
}

/** Columns of a name; every chart of the slice repeats it. */
const widest = 60;

/** Of each pointer the most moved and then the largest, as far as the report has pictures of them. */
export function slicesOf({ segments }: PipelineReport, { slices }: Detail): Slice[] {
  const known = segments.filter(({ outputs }) => outputs.some(({ transitions }) => transitions !== undefined));
  const chosen = [...Map.groupBy(known, ({ pointer }) => pointer).values()].flatMap((all) => {
    // The report has the most moved first.
    const moved = all.slice(0, Math.ceil(slices / 2));
    return [...new Set([...moved, ...all.toSorted((a, b) => b.records - a.records)])].slice(0, slices);
  });
  return chosen.map((segment) => ({
    index: segments.indexOf(segment),
    where: whereOf(segment),
    records: segment.records,
    segment,
  }));
}

export function whereOf({ pointer, value }: SegmentReport): string {
  return cutMiddle(`${pointer} = ${cell(value)}`, widest);
}

interface SlicedOutput {
  /** As the report would have it, were there no other records. */
  readonly output: OutputReport;
  /** The report has its distribution in this segment. */
  readonly isKept: boolean;
  readonly remark: string;
}

export function slicedOutput({ segment, where }: Slice, { name, kind }: OutputReport): SlicedOutput | undefined {
  const found = segment.outputs.find((output) => output.name === name);
  if (found?.transitions === undefined) return undefined;
  const { measures, transitions, transitionsLeftOut, distribution = { base: {}, head: {} } } = found;
  return {
    output: { name: `${name} where ${where}`, kind, measures, transitions, transitionsLeftOut, distribution },
    isKept: found.distribution !== undefined,
    remark: undrawn(distribution),
  };
}

/** Numbers that are too rare to be told stand beside the bins. */
function undrawn({ base, head }: Distribution): string {
  const share = ({ bins = [], counts = {} }: Distribution['base']) => {
    const drawn = bins.reduce((sum, { weight }) => sum + weight, 0);
    const other = counts.other ?? 0;
    return other === 0 || bins.length === 0 ? 0 : other / (drawn + other);
  };
  if (share(base) === 0 && share(head) === 0) return '';
  return `Not drawn: numbers of fewer than 10 records, ${percent(share(base))} at base and ${percent(share(head))} at head.`;
}
