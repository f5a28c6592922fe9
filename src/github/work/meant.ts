/**
 * Whom a name in weir.yml means: names change hands. Who was called so before is meant as long as GitHub leads on from there; who
 * was made after it was written is not.
 */
import type { ConsumerConfig } from '../../config/config.ts';
import { configPath } from '../../config/load.ts';
import { sameRepository } from '../../downstreams/changing.ts';
import { type Gate, namesOne } from '../../downstreams/gate-of.ts';
import type { Judged } from '../../downstreams/judge.ts';
import { once } from '../../once.ts';
import { fullName, type Repository, refTo } from '../port/repository.ts';
import { unlessRefusal } from '../port/status.ts';
import type { WorkContext } from './context.ts';
import type { DownstreamLook } from './judge-consumers.ts';
import { isPlainlyHidden } from './shown-upstream.ts';

export interface Written {
  /** When the repository was made that has the rows: they are no older. */
  readonly since: string;
  /** When the file that has them was changed last; undefined where nobody knows. */
  last(): Promise<string | undefined>;
}

/** Whoever sets both up may write the row first. */
const DAY = 24 * 60 * 60_000;

/** Only rows that let somebody block are asked about: to inform is nobody's right. */
export async function meantBy(
  work: WorkContext,
  { about, readers }: DownstreamLook,
  rows: readonly ConsumerConfig[],
  written: Written,
  signal: AbortSignal,
): Promise<Gate[]> {
  const isLater = madeAfter(written);
  const seen = readers.filter((one) => !isPlainlyHidden(about.visibility, one.visibility, one.text));
  return Promise.all(rows.map(whomBy));

  async function whomBy(row: ConsumerConfig): Promise<Gate> {
    if (row.gate !== 'block' || !namesOne(row)) return row;
    const reader = seen.find((one) => sameRepository(fullName(one), row.repository));
    if (!reader) return { ...row, ...(await presentName(row)) };
    const { createdAt } = reader;
    return (await isLater(createdAt)) ? { ...row, madeLater: createdAt.slice(0, 10) } : row;
  }

  /** Asked of whoever is not seen, so that no time passes for who is hidden alone. */
  async function presentName({ repository }: ConsumerConfig): Promise<Pick<Gate, 'now'>> {
    const [one] = seen;
    if (!one) return {};
    const there = await work.open(refTo(one.installation, repository), signal);
    const found = await unlessRefusal(() => there.about(signal));
    const reader = found && seen.find(({ id }) => id === found.id);
    return reader ? { now: fullName(reader) } : {};
  }
}

/** Whether what was made then is newer than the file. */
export function madeAfter(written: Written): (createdAt: string) => Promise<boolean> {
  const last = once(() => written.last());
  return async (createdAt) => {
    const made = Date.parse(createdAt) - DAY;
    if (!(made > Date.parse(written.since))) return false;
    const at = await last();
    return at !== undefined && made > Date.parse(at);
  };
}

/** Said to whoever may write the name of today. */
export function formerlyMeant(gates: readonly Gate[], lines: readonly Judged[]): string[] {
  const seen = new Set(lines.map(({ downstream }) => downstream.repository));
  return gates.flatMap(({ repository, now }) =>
    now !== undefined && seen.has(now) ? `consumers calls ${now} by its former name ${repository}` : [],
  );
}

/** When a repository's weir.yml was changed last, as a branch or commit has it. */
export async function lastChange({ git }: Repository, from: string): Promise<string | undefined> {
  for await (const [newest] of git.log(from, configPath)) return newest?.at;
  return undefined;
}
