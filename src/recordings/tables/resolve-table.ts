/** A recording that is a table: how it is asked, and what of it is laid on local disk, where replay processes read it. */
import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordingConfig } from '../../config/config.ts';
import { pointerTokens } from '../../document/pointer.ts';
import { RecordingError } from '../../errors.ts';
import { nearest } from '../../nearest.ts';
import type { CountQuestion, RecordingFile } from '../reader.ts';
import { redactionOf } from '../redact/resolve.ts';
import { isAllowedAddress } from '../storage/allowed-addresses.ts';
import type { RecordingStorage } from '../storage/storage.ts';
import { windowLength } from '../window/length.ts';
import { conditionOf } from './condition.ts';
import { countRows } from './count.ts';
import { recordFix } from './fix.ts';
import { selectLeaves } from './leaves.ts';
import { tableFor } from './registry.ts';
import type { Session, Table } from './table.ts';

/** What is wanted of a table: its rows counted once it is known what is read of them, or so many of its rows as they are. */
export type TableUse = 'counts' | { readonly rows: number };

export async function resolveTable(
  config: RecordingConfig,
  storage: RecordingStorage,
  configPath: string,
  use: TableUse,
): Promise<RecordingFile[]> {
  const { files: address, name, range } = config;
  const fail = (message: string, expected: string): RecordingError => {
    const { line, column } = range;
    const told = `recording "${name}": ${message}`;
    return new RecordingError([{ file: configPath, line, column, message: told, expected, elsewhere: true }]);
  };
  const table = tableFor(address);
  if (!table) throw new Error('a table that weir.yml may not have');
  const { outside } = storage;
  if (outside !== undefined && !outside.includes(address) && !isAllowedAddress(address, outside)) {
    throw fail('its table is not among the places that the App reads', 'one below WEIR_RECORDINGS on the App’s server');
  }
  const asked: Asked = { config, storage, table, fail };
  const file = { path: '', name: address, index: 0, format: 'jsonl', compression: 'none' } as const;
  if (use !== 'counts') return [{ ...file, ...(await layRows(asked, use.rows)) }];
  return [{ ...file, count: async (question) => ({ ...file, ...(await layCounts(asked, question)) }) }];
}

interface Asked {
  readonly config: RecordingConfig;
  readonly storage: RecordingStorage;
  readonly table: Table;
  readonly fail: (message: string, expected: string) => RecordingError;
}

async function layCounts(
  asked: Asked,
  question: CountQuestion,
): Promise<Pick<RecordingFile, 'path' | 'identity' | 'counted'>> {
  const { config, storage, table, fail } = asked;
  await using session = await open(asked, question.signal);
  const condition = rowsOf(asked, session);
  const id = columnOf(config.id, session);
  const folder = await mkdtemp(join(tmpdir(), 'weir-table-'));
  try {
    const written = join(folder, 'counted.jsonl');
    const { counted, hash } = await countRows(session, table.dialect, written, {
      ...question,
      condition,
      time: config.time === undefined ? undefined : pointerTokens(config.time),
      id: id && table.dialect.identifier(id.name),
      fix: recordFix(
        config,
        redactionOf(config, ({ message, expected = '' }) => fail(message, expected)),
      ),
      fail,
    });
    // By what it holds: what has not changed is there once.
    const path = await storage.keep({ id: hash, name: 'counted.jsonl', write: (to) => copyFile(written, to) });
    const [bytes, price] = [session.scanned?.(), table.price];
    const paid = bytes !== undefined && price !== undefined && { paid: { bytes, price: (bytes / 2 ** 40) * price } };
    return { path, identity: hash, counted: { ...counted, ...paid } };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function layRows(asked: Asked, most: number): Promise<Pick<RecordingFile, 'path'>> {
  const { config, storage, table, fail } = asked;
  await using session = await open(asked);
  const condition = rowsOf(asked, session);
  const { record } = selectLeaves(session.columns, undefined, undefined, table.dialect);
  const fix = recordFix(
    { ...config, window: undefined },
    redactionOf(config, ({ message, expected = '' }) => fail(message, expected)),
  );
  const lines: string[] = [];
  const where = condition === undefined ? '' : ` WHERE ${condition}`;
  const sound = table.dialect.sound?.(record) ?? record;
  for await (const [text] of session.rows(`SELECT ${sound} FROM ${session.source}${where} LIMIT ${most}`)) {
    lines.push(fix(text ?? '', true).record ?? 'unusable');
  }
  const content = lines.map((line) => `${line}\n`).join('');
  const id = randomUUID().replaceAll('-', '');
  return { path: await storage.keep({ id, name: 'rows.jsonl', write: (to) => writeFile(to, content) }) };
}

async function open({ config, table, fail }: Asked, signal?: AbortSignal): Promise<Session> {
  await using opening = new AsyncDisposableStack();
  const session = opening.use(await table.open({ address: config.files, signal, fail }));
  const names = session.columns.map(({ name }) => name);
  const { input, output, label, id, time, weight, value } = config;
  for (const [part, pointer] of Object.entries({ input, output, label, id, time, weight, value })) {
    const [name] = pointer === undefined ? [] : pointerTokens(pointer);
    if (name === undefined || names.includes(name)) continue;
    const near = nearest(name, names);
    throw fail(`${part}: the table has no column "${name}"`, near === undefined ? names.join(', ') : `/${near}`);
  }
  opening.move();
  return session;
}

/** Which rows are meant, as SQL: those of `where`, and of the window behind the newest of these. */
function rowsOf({ config, table, fail }: Asked, session: Session): string | undefined {
  const { dialect } = table;
  const condition = config.where === undefined ? undefined : conditionOf(config.where, session.columns, dialect, fail);
  if (config.window === undefined) return condition;
  const column = columnOf(config.time, session);
  if (column?.kind !== 'time') {
    throw fail(
      'a window of a table whose time is no column of a timestamp or a date',
      'a where in place of the window',
    );
  }
  const [time, where] = [dialect.identifier(column.name), condition === undefined ? '' : ` WHERE ${condition}`];
  const newest = `(SELECT max(${time}) FROM ${session.source}${where})`;
  const recent = `(${time} IS NULL OR ${dialect.isWithin(time, newest, windowLength(config.window))})`;
  return condition === undefined ? recent : `(${condition}) AND ${recent}`;
}

/** The column that a pointer leads to, where it leads to a whole one. */
function columnOf(pointer: string | undefined, { columns }: Session): Session['columns'][number] | undefined {
  const tokens = pointer === undefined ? [] : pointerTokens(pointer);
  return tokens.length === 1 ? columns.find(({ name }) => name === tokens[0]) : undefined;
}
