/**
 * Runs a plan over its recording in rounds: a small random sample first, then ever larger ones, until every limit is
 * decided or every record was replayed. The evidence is the same for any number of processes.
 */
import type { Evidence } from '../impact/evidence.ts';
import { BEGINNING, type Density, densityOf } from '../recordings/density.ts';
import { formatFor } from '../recordings/formats/registry.ts';
import { placed } from '../recordings/placed.ts';
import { readerOf } from '../recordings/read.ts';
import type { RecordingFile, Shard } from '../recordings/reader.ts';
import { sizeOf } from '../recordings/size.ts';
import { type Arrival, untilWhole } from '../recordings/storage/arrival.ts';
import { type PipelineParts, PipelineSum } from './evidence/pipeline.ts';
import { bytesOf, Expected, isToldByBytes } from './expected.ts';
import type { KeptFiles } from './kept/kept-files.ts';
import { EVERYTHING, type Window } from './order.ts';
import type { Plan } from './plan.ts';
import type { TaskRunner } from './runner.ts';

/** How much is there of the file at a path; undefined where it is there as a whole. */
export type ArrivalOf = (path: string) => Arrival | undefined;

export interface RunOptions {
  /** How many processes there are to share the work. */
  readonly jobs: number;
  /** How many shards are replayed at once on other machines. */
  readonly hands?: number;
  /** Replay everything, whatever is decided before. */
  readonly full: boolean;
  /** Begin with everything: no part of it would be enough. Unlike `full`, it is not asked for. */
  readonly whole?: boolean;
  /** Replay a random sample of about so many records at most. */
  readonly maxRecords: number | undefined;
  readonly seed: number;
  /** Every limit has its verdict, or only a full replay can tell. */
  readonly next: (evidence: Evidence) => 'stop' | 'more' | 'everything';
  /** Undefined where every file is there. */
  readonly arrivalOf?: ArrivalOf;
  /** What stands for files, whichever of their records are replayed. */
  readonly kept?: KeptFiles;
  /** Called once processes are at work, which this one waits for. */
  readonly begun?: () => void;
  /** Records passed so far in this round, of about so many, and the share of them that is replayed. */
  readonly progress: (done: number, total: number, share: number) => void;
}

/** Records of the first round, and how much larger each further one is. */
const FIRST_ROUND = 20_000;
const GROWTH = 4;
/** A recording of up to this many records, or the last so much of a longer one, is not worth another round. */
const WORTH_STOPPING = 3 * FIRST_ROUND;
/** Up to this share of a recording is replayed again with the rest, of which no record is then asked for its turn. */
const WORTH_REPEATING = 0.1;

/** What a replay left behind, and the records it is from. */
export interface Replayed {
  readonly evidence: Evidence;
  readonly window: Window;
  /** The sums behind the evidence, which add up with those of other files. */
  readonly parts: () => PipelineParts;
  /** The files that were read. */
  readonly files: readonly RecordingFile[];
  /** What schemas ask of the recording as a whole and nobody judged, a sentence each. */
  readonly unjudged?: readonly string[];
}

export async function runPlan(
  runner: TaskRunner,
  index: number,
  plan: Plan,
  files: readonly RecordingFile[],
  asked: RunOptions,
): Promise<Replayed> {
  // What was counted is read whole: leaving some of it out saves nothing.
  const options = { ...asked, full: asked.full || files.some(({ counted }) => counted) };
  const arrivals = arrivalsOf(files, options);
  const { kept } = options;
  const left = kept ? files.filter(({ index }) => !kept.has(index)) : files;
  const cuts = await cut(left, { ...options, areArriving: arrivals.size > 0 });
  const shards = [...files.flatMap((file) => shardsOfKinds(file, kept)), ...cuts];
  // Where all is replayed and nothing read, nothing depends on it.
  const density =
    left.length === 0 && options.full && options.maxRecords === undefined
      ? USUAL
      : await likelyDensity(files, arrivals);
  // What stands for a file must not change what is asked of it.
  const whole = [...(await Promise.all(files.map((file) => wholeOf(file, kept)))).flat(), ...cuts];
  const guess = await estimateRecords(whole, density);
  const most = options.maxRecords === undefined ? guess : await estimateRecords(whole, DENSEST);
  const expected = await expect(shards, density);
  let recorded: number | undefined;
  let sum = new PipelineSum(plan.evidence);
  for (let window = firstWindow(most, options); ; ) {
    const round = recorded === undefined ? expected : new Expected(recorded, 0, 0);
    const running = runner.run(
      shards.map((shard) => ({ plan: index, shard, window })),
      {
        left(records, bytes) {
          round.left(records, recorded === undefined ? bytes : undefined);
          options.progress(round.done, round.total, Math.min(1, window.to - window.from));
        },
        done: () => round.done / round.total,
        evidence: (parts) => sum.absorb(parts),
        ...(recorded === undefined && arrivals.size > 0 && { ready: ({ shard }) => canBeRead(shard, arrivals) }),
      },
    );
    options.begun?.();
    await running.catch((error: unknown) => {
      // A file that will not come whole is gone for whoever reads it, too.
      throw [...arrivals.values()].find(({ failure }) => failure)?.failure?.error ?? error;
    });
    // Nothing that was read counts before all of it is known to be of one version; a broken record is looked up in its file.
    const needed = sum.malformedExamples.length > 0 ? files : left;
    for (const { path } of needed) await untilWhole(arrivals.get(path));
    const evidence = sum.finish(await placed(sum.malformedExamples, files));
    recorded = evidence.recorded;
    const wanted = options.full ? 'everything' : options.next(evidence);
    const next = wanted === 'stop' ? undefined : nextWindow(window, recorded, wanted === 'everything', options);
    if (!next) return { evidence, window: { ...window, from: 0 }, parts: () => sum.export(), files };
    if (next.to === 1 && next.from <= WORTH_REPEATING) {
      sum = new PipelineSum(plan.evidence);
      window = { ...EVERYTHING, seed: window.seed };
    } else window = next;
  }
}

function arrivalsOf(files: readonly RecordingFile[], { arrivalOf }: RunOptions): ReadonlyMap<string, Arrival> {
  return new Map(
    files.flatMap(({ path }) => {
      const arrival = arrivalOf?.(path);
      return arrival ? [[path, arrival] as const] : [];
    }),
  );
}

async function canBeRead(shard: Shard, arrivals: ReadonlyMap<string, Arrival>): Promise<void> {
  if (shard.kinds) return;
  const arrival = arrivals.get(shard.file.path);
  if (arrival) await formatFor(shard.file.format).arrived?.(shard, arrival);
}

/** Shards of what stands for a file. */
function shardsOfKinds(file: RecordingFile, kept: KeptFiles | undefined): Shard[] {
  const found = kept?.get(file.index) ?? [];
  const bytes = found.reduce((sum, own) => sum + own.bytes.length, 0);
  const groups = bytes > SMALL_KINDS_BYTES ? found.map((kinds) => [kinds]) : [found];
  return found.length === 0 ? [] : groups.map((kinds) => ({ file, start: 0, end: 0, stripe: WHOLE, kinds }));
}

/** A file that something stands for as one shard, to guess how many records it has; none for the others. */
async function wholeOf(file: RecordingFile, kept: KeptFiles | undefined): Promise<Shard[]> {
  const found = kept?.get(file.index);
  if (!found) return [];
  const { numbered } = formatFor(file.format);
  const records = found.reduce((sum, own) => sum + own.records, 0);
  return [{ file, start: 0, end: numbered ? records : await sizeOf(file), stripe: WHOLE }];
}

const WHOLE = { index: 0, of: 1 };
/** So few are run sooner than one more process has compiled what runs them. */
const SMALL_KINDS_BYTES = 500_000;

/** More shards than processes let them end together; but what can't be entered in the middle is read whole by each. */
const FEWEST_SHARDS_A_JOB = 2;
/** A shard's evidence costs some milliseconds, so shards are not small; its loss to a kill costs as much as it took. */
const SHARD_BYTES = 128 * 1024 * 1024;

/** What has come is to be read while the rest comes, and little be left for then. */
const ARRIVING_SHARD_BYTES = 16 * 1024 * 1024;

export interface CutOptions {
  readonly jobs: number;
  readonly hands?: number;
  /** Some of the files are on their way. */
  readonly areArriving?: boolean;
}

/** Shards of the whole recording, more of them from larger files. */
export async function cut(
  files: readonly RecordingFile[],
  { jobs, hands = 0, areArriving = false }: CutOptions,
): Promise<Shard[]> {
  const most = areArriving ? ARRIVING_SHARD_BYTES : SHARD_BYTES;
  const sizes = await Promise.all(files.map(sizeOf));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const shards = await Promise.all(
    files.map((file, index) => {
      const size = sizes[index] ?? 0;
      const entry = formatFor(file.format).entry(file);
      const fewest = entry === 'start' ? jobs : FEWEST_SHARDS_A_JOB * Math.max(jobs, hands);
      const even = Math.ceil((fewest * size) / (total || 1));
      const count = entry === 'anywhere' ? Math.max(even, Math.ceil(size / most)) : even;
      return readerOf(file).shards(file, Math.max(1, count));
    }),
  );
  return shards.flat();
}

function firstWindow(expected: number, { full, whole, maxRecords, seed }: RunOptions): Window {
  const most = maxRecords ?? Number.POSITIVE_INFINITY;
  const everything = full || whole || expected <= WORTH_STOPPING;
  if (everything && expected <= most) return { ...EVERYTHING, seed };
  return { seed, from: 0, to: share(Math.min(FIRST_ROUND, most), expected) };
}

/** What comes after a window, `undefined` at the end. `recorded` is known by now, where the first window went by a guess. */
function nextWindow(
  { seed, to }: Window,
  recorded: number,
  everything: boolean,
  { maxRecords }: RunOptions,
): Window | undefined {
  const last = maxRecords === undefined ? 1 : share(maxRecords, recorded);
  if (to >= last) return undefined;
  const grown = Math.max(to * GROWTH, share(FIRST_ROUND, recorded));
  const end = everything || (1 - grown) * recorded < WORTH_STOPPING ? 1 : grown;
  return { seed, from: to, to: Math.min(end, last) };
}

/** The share of ranks that holds about so many records, and hardly ever more. */
function share(records: number, of: number): number {
  if (records >= of) return 1;
  return Math.max(1, records - 3 * Math.sqrt(records)) / of;
}

/** Where no file tells. */
const USUAL: Density = { bytes: 300, packing: 8 };
/** None is denser, so no more records are read than expected: a digit on each line, a block of 128 kB in 4 bytes of zstd. */
const DENSEST: Density = { bytes: 2, packing: 32_768 };

async function expect(shards: readonly Shard[], density: Density): Promise<Expected> {
  const [told, counted] = [shards.filter(isToldByBytes), shards.filter((shard) => !isToldByBytes(shard))];
  const bytes = await Promise.all(told.map(bytesOf));
  return new Expected(
    await estimateRecords(counted, density),
    await estimateRecords(told, density),
    bytes.reduce((sum, size) => sum + size, 0),
  );
}

/** Sets the size of the first round, so its order of magnitude is enough. */
async function estimateRecords(shards: readonly Shard[], density: Density): Promise<number> {
  const sizes = await Promise.all(shards.map((shard) => estimateShard(shard, density)));
  const total = sizes.reduce((sum, records) => sum + records, 0);
  // However it is cut, it is the same number: parts of one that is whole may add up to a hair more.
  return Math.ceil(Math.round(total * 1e6) / 1e6);
}

async function estimateShard(shard: Shard, { bytes, packing }: Density): Promise<number> {
  const { file, start, end, stripe, kinds } = shard;
  if (kinds) return kinds.reduce((sum, { records }) => sum + records, 0);
  if (file.counted) return (file.counted.records * (end - start)) / Math.max(1, await sizeOf(file));
  const format = formatFor(file.format);
  const known = format.count?.(shard);
  if (known !== undefined) return known;
  const size = format.entry(file) === 'anywhere' ? end - start : (await sizeOf(file)) / stripe.of;
  return (size * (file.compression === 'none' ? 1 : packing)) / bytes;
}

/** That of the first file whose records are counted from its beginning; the others say how many. Throws RecordingError. */
async function likelyDensity(
  files: readonly RecordingFile[],
  arrivals: ReadonlyMap<string, Arrival>,
): Promise<Density> {
  const file = files.find(({ format }) => formatFor(format).counter);
  const arrival = file && arrivals.get(file.path);
  // How far a packed file has to be read for so much of it, nobody knows before.
  if (arrival) await arrival.reach(file.compression === 'none' ? Math.min(BEGINNING, arrival.size) : arrival.size);
  return (file && (await densityOf(file))) ?? USUAL;
}
