/**
 * Lays down the kinds of records of a file, in a replay process that has compiled nothing: what is kept for others must not
 * depend on what a change makes an engine do.
 */
import { createEpochFormatter } from '../../recordings/epoch-time.ts';
import { onlyRead } from '../../recordings/kept/only-read.ts';
import { packKinds } from '../../recordings/kept/table.ts';
import { rawPointers } from '../../recordings/labels/raw-pointers.ts';
import type { Batch, Malformed, Shard, ShardKinds } from '../../recordings/reader.ts';
import { compileRecord, type RecordNormalizer, withT } from '../../recordings/record.ts';
import { RecordScreen } from '../../recordings/screen/screen.ts';
import { treeOf } from '../../recordings/screen/wanted.ts';
import { createWeekOf, type WeekOf } from '../../recordings/window/week.ts';
import { columnsOf } from '../columns.ts';
import { valueText } from '../contribution.ts';
import { malformedAt, readShard } from '../records.ts';
import type { Left } from '../runner.ts';
import { Laid } from './laid.ts';
import type { Laying } from './laying.ts';

/** A reader would take more memory than processes beside each other have. */
class NoRoom extends Error {}

/** The kinds of one file, shard by shard. */
export class Layer {
  readonly #laying: Laying;
  readonly #laid: Laid;
  readonly #screen: RecordScreen;
  readonly #weekOf: WeekOf | undefined;
  readonly #toRequest: RecordNormalizer;
  readonly #reduce: (record: unknown) => unknown;
  #isCrowded = false;

  constructor(laying: Laying) {
    const { recording, wanted, zone, ofEach } = laying;
    const tree = treeOf(wanted);
    if (!tree) throw new Error('kinds of records that nothing tells apart');
    this.#laying = laying;
    this.#weekOf = zone === undefined ? undefined : createWeekOf(zone);
    const laid = new Laid(ofEach);
    const fromEpoch = createEpochFormatter();
    const heard = (kind: number, position: number, time: string | number | undefined): void =>
      laid.note(
        kind,
        position,
        typeof time === 'string' ? withT(time) : time === undefined ? undefined : fromEpoch(time),
      );
    this.#laid = laid;
    this.#screen = new RecordScreen(tree, zone === undefined ? undefined : { zone }, {
      isApart: true,
      ...(ofEach && { heard }),
    });
    this.#toRequest = compileRecord(recording);
    this.#reduce = onlyRead(tree);
  }

  /** Whether it could not go on since its reader would take more memory than processes beside each other have. */
  get isCrowded(): boolean {
    return this.#isCrowded;
  }

  /** False where too few records are alike for it to be worth its room, or reading takes too much; then nothing more is to be asked. */
  async add(shard: Shard, left: Left): Promise<boolean> {
    const { recording, wanted, zone, ofEach, isAlone = false } = this.#laying;
    let consumed: number | undefined;
    let told = 0;
    const options = {
      columns: columnsOf(rawPointers(recording)),
      consumed: (bytes: number) => {
        consumed = bytes;
      },
      counts: !ofEach,
      alone: async () => {
        if (!isAlone) throw new NoRoom();
      },
    };
    const shortcuts = { screen: this.#screen, wanted, ...(!ofEach && { everything: { zone } }) };
    try {
      for await (const batch of readShard(shard, () => true, options, shortcuts)) {
        this.#take(batch);
        const records = recordsIn(batch);
        this.#laid.pass(records);
        left(records, consumed === undefined ? undefined : consumed - told);
        told = consumed ?? 0;
        if (!this.#laid.isWorth) return false;
      }
    } catch (error) {
      if (!(error instanceof NoRoom)) throw error;
      this.#isCrowded = true;
      return false;
    }
    return true;
  }

  /** What was laid down. */
  finish(): ShardKinds {
    this.#laid.take(this.#screen.take());
    return { bytes: packKinds(this.#laid.kinds), records: this.#laid.records };
  }

  #take({ records, positions, counts, malformed }: Batch): void {
    for (const place of malformed) this.#laid.reject(place);
    for (const [index, raw] of records.entries()) {
      const position = positions[index] ?? 0;
      const count = counts?.[index];
      const { request, malformed: message } = this.#toRequest(raw);
      if (message !== undefined) {
        for (const place of malformedAt<Malformed>({ position, message }, count)) this.#laid.reject(place);
        continue;
      }
      const record = this.#reduce(raw);
      const kind = this.#laid.kindOf(record, valueText(record), position);
      const { from = request.time, to = request.time, times = 1 } = count ?? {};
      if (from !== undefined && to !== undefined) this.#laid.see(kind, from, to);
      this.#laid.note(kind, position, request.time);
      if (this.#screen.settle(position, kind, true, request.time)) continue;
      this.#laid.count(kind, times, from === undefined ? undefined : this.#weekOf?.(from));
    }
    this.#screen.giveUpPending();
  }
}

function recordsIn({ records, counts, known = 0 }: Batch): number {
  return known + (counts?.reduce((sum, { times }) => sum + times, 0) ?? records.length);
}
