/** Evaluations per second of a core of every engine, as a replay runs it, beside its library alone. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Stage } from '../../src/artifacts/engine.ts';
import type { Surroundings } from '../../src/artifacts/outside.ts';
import { engineFor } from '../../src/artifacts/registry.ts';
import { bounded, inBatches } from '../../src/replay/stage.ts';
import type { Benchmark, Result } from '../benchmark.ts';
import type { Bare, EngineRow } from '../engine-row.ts';
import { count } from '../words.ts';

const FOLDER = join(import.meta.dirname, '../engines');
/** As readers hand records on. */
const BATCH = 1024;
/** A side is timed for so long, so often as `repeats` says; its fastest round counts. */
const MILLISECONDS = 400;
/** Of the bare library, at least. */
const SHARE = 0.7;

export const engines: Benchmark = {
  name: 'engines',
  async run({ repeats, scale }) {
    const results: Result[] = [];
    for (const row of await rows()) {
      console.error(`  ${nameOf(row)}`);
      results.push(await measure(row, repeats, MILLISECONDS * scale));
    }
    return results;
  },
};

/** `BENCH_ENGINES=cel,jsonata` measures these alone. */
async function rows(): Promise<EngineRow[]> {
  const wanted = process.env.BENCH_ENGINES?.split(',');
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ts'));
  const modules = await Promise.all(
    files.sort().map((name) => import(join(FOLDER, name)) as Promise<{ row: EngineRow }>),
  );
  return modules.map(({ row }) => row).filter(({ engine }) => wanted?.includes(engine) ?? true);
}

async function measure(row: EngineRow, repeats: number, milliseconds: number): Promise<Result> {
  const documents = row.documents(20 * BATCH);
  const batches = Array.from({ length: 20 }, (_, index) => documents.slice(index * BATCH, (index + 1) * BATCH));
  await using opened = new AsyncDisposableStack();
  const [bare, ours] = [await row.bare?.(), runOf(await stageOf(row, opened))];
  if (bare) await assertSame(row, documents.slice(0, BATCH), bare, ours);
  const clock = row.isOutside ? () => performance.now() : processorTime;
  let [fastest, fastestBare] = [0, 0];
  // In turn, so that a busy machine slows down both.
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    if (bare) fastestBare = Math.max(fastestBare, await rateOf(bare, batches, milliseconds, clock));
    fastest = Math.max(fastest, await rateOf(ours, batches, milliseconds, clock));
  }
  const ratio = bare ? fastest / fastestBare : Number.NaN;
  const { perSecond: wanted } = row;
  const isShownOnly = row.isShownOnly || !bare;
  const targets = [...(isShownOnly ? [] : [`≥ ${SHARE}`]), ...(wanted === undefined ? [] : [`≥ ${perSecond(wanted)}`])];
  return {
    name: nameOf(row),
    ours: perSecond(fastest),
    comparedWith: bare ? `${perSecond(fastestBare)} with ${row.comparedWith}` : row.comparedWith,
    ratio,
    ...(targets.length > 0 && {
      target: targets.join(', '),
      met: (isShownOnly || ratio >= SHARE) && fastest >= (wanted ?? 0),
    }),
    limitedBy: row.limitedBy,
  };
}

function nameOf({ engine, what }: EngineRow): string {
  return `${engine}, ${what}`;
}

function perSecond(rate: number): string {
  return rate < 10_000 ? `${count(Math.round(rate))}/s` : `${count(Math.round(rate / 1000))} k/s`;
}

/** As the command line lets it. */
const HERE: Surroundings = { refuses: () => undefined, environment: process.env, jobs: 1 };

/** As replay processes run it; what it asks outside is answered in this process. */
async function stageOf({ engine: id, files, options }: EngineRow, opened: AsyncDisposableStack): Promise<Stage> {
  const engine = engineFor(id);
  const [path = ''] = Object.keys(files);
  const held = new Map(Object.entries(files));
  const artifact = { path, kind: engine.kind, files: held, ...(options && { options }) };
  const isInside = engine.open === undefined || engine.isInside?.(path);
  const carrier = isInside ? undefined : opened.use(await engine.open?.(artifact, 'base', HERE));
  const stage = await engine.compile(artifact, carrier && { ask: carrier.ask });
  await stage.warmUp?.();
  return bounded(inBatches(stage, engine.needs.batch));
}

function runOf(stage: Stage): Bare {
  return async (documents) =>
    (await stage.run(documents)).map((outcome) => (outcome.outcome === 'ok' ? outcome.value : outcome));
}

async function assertSame(row: EngineRow, documents: readonly unknown[], bare: Bare, ours: Bare): Promise<void> {
  const [expected, found] = [await bare(documents), await ours(documents)];
  const index = documents.findIndex((_, place) => !isDeepStrictEqual(expected[place], found[place]));
  if (index === -1) return;
  const [document, one, other] = [documents[index], expected[index], found[index]].map((value) =>
    JSON.stringify(value),
  );
  throw new Error(`${nameOf(row)}: for ${document} Weir gives ${other}, and ${row.comparedWith} ${one}`);
}

/** Milliseconds that this process has had a core, which what else runs on the machine takes nothing from. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Documents per second. */
async function rateOf(
  run: Bare,
  batches: readonly (readonly unknown[])[],
  milliseconds: number,
  clock: () => number,
): Promise<number> {
  const started = clock();
  let done = 0;
  for (;;) {
    for (const batch of batches) {
      await run(batch);
      done += batch.length;
      const took = clock() - started;
      if (took >= milliseconds) return (1000 * done) / took;
    }
  }
}
