/** All measures of a pipeline in one list: limits, segments and effects speak of the same ones. */
import type { Measure, PipelineReport } from '../report.generated.ts';
import { entriesOf } from './words.ts';

export interface MeasureRow {
  /** As weir.yml names it: `tier.changed`. */
  readonly name: string;
  /** Empty for measures of the pipeline itself. */
  readonly output: string;
  /** Behind the output's name: it says whether the measure is a difference. */
  readonly short: string;
  readonly measure: Measure;
}

/** Measures of the outputs, then the pipeline's own. */
export function measureRows({ outputs, measures }: PipelineReport): MeasureRow[] {
  return [
    ...outputs.flatMap((output) =>
      entriesOf(output.measures).map(([short, measure]) => ({
        name: `${output.name}.${short}`,
        output: output.name,
        short,
        measure,
      })),
    ),
    ...entriesOf(measures).map(([short, measure]) => ({ name: short, output: '', short, measure })),
  ];
}
