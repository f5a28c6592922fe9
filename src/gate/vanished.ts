/** Outputs that head no longer writes at all: mostly the step answers in another form, and nobody would guess that from a share of missing. */
import type { PipelineConfig } from '../config/config.ts';
import { plural } from '../format/numbers.ts';
import type { Evidence, OutputEvidence, Row } from '../impact/evidence.ts';

/** What there is no value of. */
const NONE: ReadonlySet<string> = new Set(['missing', 'null', 'rejected', 'failed']);

export function vanishedSentences({ outputs }: Evidence, pipeline: PipelineConfig): string[] {
  return outputs.flatMap((output) => {
    const lost = vanished(output);
    const records = lost.reduce((total, row) => total + row.records, 0);
    const at = pipeline.outputs.find(({ name }) => name === output.name)?.at;
    if (records === 0 || at === undefined) return [];
    const nothing = lost.some(({ head }) => head === 'null') ? 'nothing but null' : 'nothing';
    return [
      `${output.name}: at head ${nothing} is at "${at}" in any record that was replayed, and base had a value there in ${plural(records, 'record')}: ` +
        'weir trace shows what the steps answer now',
    ];
  });
}

/** Rows of which base has a value and head, that got through, has none; where no record of head has one. */
function vanished({ table }: OutputEvidence): Row[] {
  if (table.some(({ head }) => !NONE.has(head))) return [];
  return table.filter(({ base, head }) => (head === 'missing' || head === 'null') && !NONE.has(base));
}
