/** Example records in words, beside the transitions that they made. Plain text, without markup. */
import { becameText } from './cell.ts';
import type { OutputReport, ReportTransition } from './report.generated.ts';

export interface ExampleGroup {
  /** `none → short` */
  readonly title: string;
  /** `A-17: {"miles":3}` */
  readonly records: readonly string[];
}

/** Of the first transitions that have examples. */
export function exampleGroups({ transitions }: OutputReport, mostTransitions: number, most: number): ExampleGroup[] {
  return transitions
    .slice(0, mostTransitions)
    .filter(({ examples = [] }) => examples.length > 0)
    .map((transition) => ({
      title: becameText(transition),
      records: exampleTexts(transition).slice(0, most),
    }));
}

function exampleTexts({ examples = [] }: ReportTransition): string[] {
  return examples.map(({ id, input }) => (id === undefined ? input : `${id}: ${input}`));
}
