/** Ten times the records: ten times the time, and no more memory. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { atMost, type Benchmark } from '../benchmark.ts';
import { createFlights, flightsPath, writeFlights } from '../fixtures/flights.ts';
import { repeatFile } from '../fixtures/repeat.ts';
import { runCheck } from '../weir.ts';
import { count, megabytes, seconds } from '../words.ts';

/** Peaks of the same run differ by this much, since garbage is collected when it suits the engine. */
const NOISE = 1.1;

export const scaling: Benchmark = {
  name: 'scaling',
  async run(setting) {
    const records = 1_000_000 * setting.scale;
    const one = createFlights(join(setting.directory, 'one'));
    const ten = createFlights(join(setting.directory, 'ten'));
    await writeFlights(flightsPath(one), records);
    await writeFlights(flightsPath(ten), 0);
    await repeatFile(flightsPath(one), flightsPath(ten), 10);
    const before = await runCheck(setting, one);
    const long = await runCheck(setting, ten);
    const after = await runCheck(setting, one);
    rmSync(ten.directory, { recursive: true });
    // One run before the long one and one after it, so that a machine that gets busier is seen on both sides.
    const short = (before.seconds + after.seconds) / 2;
    const bytes = Math.max(before.peakBytes, after.peakBytes);
    return [
      {
        name: `time for ${count(10 * records)} flights`,
        ours: seconds(long.seconds),
        comparedWith: `${seconds(short)} for ${count(records)}`,
        ...atMost(long.seconds / short, 10.5),
        limitedBy: 'starting the program and its processes is the same for both, so less than 10 is right',
      },
      {
        name: `memory for ${count(10 * records)} flights`,
        ours: megabytes(long.peakBytes),
        comparedWith: `${megabytes(bytes)} for ${count(records)}`,
        ...atMost(long.peakBytes / bytes, NOISE),
        limitedBy: 'nothing of a record is kept; what grows is garbage not yet collected',
      },
    ];
  },
};
