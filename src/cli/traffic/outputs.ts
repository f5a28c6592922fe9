/** What production answered, as far as a recording has it for the outputs of the pipelines that it flows through. */
import type { PipelineConfig } from '../../config/config.ts';
import { compileRead, type Read } from '../../document/pointer.ts';
import { stringify } from '../../document/stringify.ts';
import type { RecordedRequest } from '../../recordings/record.ts';
import { recordedPlaces } from '../../replay/plan.ts';

export interface RecordedOutput {
  readonly pipeline: string;
  readonly output: string;
  /** Records whose answer holds it. */
  readonly records: number;
  /** Different values; absent where they are more than 10,000. */
  readonly distinct?: number;
}

const MOST_DISTINCT = 10_000;

export class RecordedOutputs {
  readonly #outputs: Counting[];

  constructor(pipelines: readonly PipelineConfig[]) {
    this.#outputs = pipelines.flatMap((pipeline) =>
      pipeline.outputs.map((output) => ({
        ...{ pipeline: pipeline.name, output: output.name, records: 0 },
        places: recordedPlaces(output, pipeline).map(compileRead),
        values: new Set<string>(),
      })),
    );
  }

  add({ output }: RecordedRequest): void {
    if (output === undefined) return;
    for (const counting of this.#outputs) {
      const found = counting.places.map((read) => read(output)).find((value) => value !== undefined);
      if (found === undefined) continue;
      counting.records += 1;
      if (counting.values.size <= MOST_DISTINCT) counting.values.add(stringify(found));
    }
  }

  list(): RecordedOutput[] {
    return this.#outputs.map(({ pipeline, output, records, values }) => ({
      ...{ pipeline, output, records },
      ...(values.size <= MOST_DISTINCT && { distinct: values.size }),
    }));
  }
}

interface Counting {
  readonly pipeline: string;
  readonly output: string;
  readonly places: readonly Read[];
  readonly values: Set<string>;
  records: number;
}
