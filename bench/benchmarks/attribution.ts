/** What it costs to say which edit does it: five edits in a schema, in rules and in params, beside the plain check. */
import { join } from 'node:path';
import { atMost, type Benchmark } from '../benchmark.ts';
import { createEditedFlights, flightsPath, writeFlights } from '../fixtures/flights.ts';
import { alternate } from '../run.ts';
import { readReport, runCheck } from '../weir.ts';
import { busy, count, seconds } from '../words.ts';

const EDITS = 5;
const BOUND = 3;
/** All mixtures of every record take their time. */
const FULL_REPEATS = 2;

export const attribution: Benchmark = {
  name: 'attribution',
  async run(setting) {
    const records = 200_000 * setting.scale;
    const repository = createEditedFlights(join(setting.directory, 'flights'));
    await writeFlights(flightsPath(repository), records);
    const what = `of ${count(records)} flights, ${EDITS} edits`;
    const usual = await alternate(setting.repeats, {
      plain: () => runCheck(setting, repository, []),
      attributed: () => runCheck(setting, repository, ['--attribution']),
    });
    assertBlamed(readReport(setting), records);
    const full = await alternate(FULL_REPEATS, {
      plain: () => runCheck(setting, repository),
      attributed: () => runCheck(setting, repository, ['--full', '--attribution']),
    });
    return [
      {
        name: `check --attribution ${what}`,
        ours: seconds(usual.attributed.seconds),
        comparedWith: `${seconds(usual.plain.seconds)} without it`,
        ...atMost(usual.attributed.seconds / usual.plain.seconds, BOUND),
        limitedBy: busy(usual.attributed),
      },
      {
        name: `check --attribution --full ${what}`,
        ours: seconds(full.attributed.seconds),
        comparedWith: `${seconds(full.plain.seconds)} without it`,
        ratio: full.attributed.seconds / full.plain.seconds,
        limitedBy: `every record in ${2 ** EDITS} mixtures; ${busy(full.attributed)}`,
      },
    ];
  },
};

/** Throws unless everything was replayed and the edits' parts add up to what changed. */
function assertBlamed({ pipelines: [pipeline] }: ReturnType<typeof readReport>, records: number): void {
  const changed = pipeline?.outputs[0]?.measures.changed?.value ?? Number.NaN;
  const parts = (pipeline?.attribution ?? []).filter(
    ({ output, measure, transition }) => output === 'tier' && measure === 'changed' && !transition,
  );
  const sum = parts.reduce((total, { value }) => total + value, 0);
  if (pipeline?.records.replayed === records && parts.length === EDITS && Math.abs(sum - changed) < 1e-9) return;
  throw new Error(`${pipeline?.records.replayed} were replayed; ${parts.length} edits have ${sum} of ${changed}`);
}
