/** The whole check against hand-written SQL that computes nothing but the joint table, and computes it alike. */
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Report } from '../../src/report/report.generated.ts';
import type { Benchmark } from '../benchmark.ts';
import { createFlights, flightsPath, writeFlights } from '../fixtures/flights.ts';
import { alternate, runNode } from '../run.ts';
import { readReport, runCheck } from '../weir.ts';
import { count, seconds } from '../words.ts';

const JOINT_TABLE = join(import.meta.dirname, '../baselines/joint-table.ts');

interface Row {
  readonly base: string;
  readonly head: string;
  readonly records: number;
}

export const duckdb: Benchmark = {
  name: 'duckdb',
  async run(setting) {
    const records = 1_000_000 * setting.scale;
    const repository = createFlights(join(setting.directory, 'flights'));
    await writeFlights(flightsPath(repository), records);
    const { check, sql } = await alternate(setting.repeats, {
      sql: () => runNode([JOINT_TABLE, flightsPath(repository), String(setting.jobs)]),
      check: () => runCheck(setting, repository),
    });
    const [ours, theirs] = [jointTable(readReport(setting)), sorted(JSON.parse(sql.stdout) as Row[])];
    if (!isDeepStrictEqual(ours, theirs)) {
      throw new Error(`the joint tables differ:\n${JSON.stringify(ours)}\n${JSON.stringify(theirs)}`);
    }
    return [
      {
        name: `check of ${count(records)} flights`,
        ours: seconds(check.seconds),
        comparedWith: `${seconds(sql.seconds)} for SQL by hand in DuckDB (${setting.jobs} threads), same joint table`,
        ratio: check.seconds / sql.seconds,
        limitedBy: 'JSON.parse makes objects of every record; DuckDB reads columns and runs no schema and no segments',
      },
    ];
  },
};

/** A report lists the changes; what stayed is what is left of each base value. */
function jointTable({ pipelines }: Report): Row[] {
  const output = pipelines[0]?.outputs?.[0];
  if (!output) throw new Error('the report has no output');
  const changes = output.transitions.map(({ base, head, records }) => ({ base, head, records }));
  const stayed = Object.entries(output.distribution.base.counts ?? {}).map(([value, records]) => {
    const left = changes.filter(({ base }) => base === value).reduce((sum, change) => sum + change.records, 0);
    return { base: value, head: value, records: records - left };
  });
  return sorted([...changes, ...stayed.filter(({ records }) => records > 0)]);
}

function sorted(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => (`${a.base} ${a.head}` < `${b.base} ${b.head}` ? -1 : 1));
}
