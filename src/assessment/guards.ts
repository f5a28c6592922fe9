/**
 * What a change does to what guards it, beside weir.yml: workflows that run Weir, who has to review a change of weir.yml, what owners
 * accept. None of it moves an output, so no replay sees it; whoever merges has to.
 */
import { describe } from '../artifacts/ungoverned/describe.ts';
import type { Config } from '../config/config.ts';
import { BASELINES, configPath } from '../config/load.ts';
import { isObject } from '../document/is-object.ts';
import { toPointer } from '../document/pointer.ts';
import { parseSource, type Source } from '../document/source.ts';
import { ConfigError, ifWeirError, WeirError } from '../errors.ts';
import { CODEOWNERS, ownersOf, readCodeowners } from '../repository/codeowners.ts';
import type { Snapshot } from '../repository/snapshot.ts';

interface Sides {
  readonly base: Snapshot;
  readonly head: Snapshot;
}

type Guarded = Pick<Config, 'accepted'>;

const workflow = /^\.github\/workflows\/[^/]+\.ya?ml$/;
/** The Action, and the command as a step or a container runs it. */
const runs = /\buses["']?\s*:\s*["']?(\.\/)?[\w./-]*\bweir(-bot)?\b|\bweir(-bot)?\b[^\n]*\b(check|action)\b/;

/** By its path alone, the file may be such a guard. */
export function mayGuard(path: string, { accepted }: Guarded): boolean {
  return workflow.test(path) || isOwners(path) || path === accepted || path.startsWith(BASELINES);
}

function isOwners(path: string): boolean {
  return CODEOWNERS.some((one) => one === path);
}

/**
 * A sentence each.
 * @param changed paths that differ between the two
 */
export async function guardNotes(sides: Sides, changed: readonly string[], config: Guarded): Promise<string[]> {
  const notes: string[] = [];
  for (const path of changed) if (workflow.test(path)) notes.push(...(await workflowNotes(path, sides)));
  if (changed.some(isOwners)) notes.push(...(await ownerNotes(sides, config)));
  if (config.accepted !== undefined && changed.includes(config.accepted))
    notes.push(...(await acceptanceNotes(config.accepted, sides)));
  const usual = changed.filter((path) => path.startsWith(BASELINES));
  if (usual.length > 0)
    notes.push(`${usual.join(', ')}: weir monitor takes something else for usual once this is merged`);
  return notes;
}

async function workflowNotes(path: string, { base, head }: Sides): Promise<string[]> {
  const [before, after] = await Promise.all([base, head].map((side) => textOf(side, path)));
  if (before === undefined || !runsWeir(before)) return [];
  if (after === undefined || !runsWeir(after)) {
    const what = after === undefined ? 'is removed' : 'no longer runs Weir';
    return [`${path} ${what}: this change switches Weir's workflow off`];
  }
  const [old, now] = [sourceOf(before, path), sourceOf(after, path)];
  const change = old && now ? describe(old, now, otherJobs(old.value)) : undefined;
  return change === '' ? [] : [`${path}, which runs Weir, changes${change ? `: ${change}` : ''}`];
}

function runsWeir(text: string): boolean {
  return text.split('\n').some((line) => !/^\s*#/.test(line) && runs.test(line));
}

/** Pointers to jobs that do not run Weir, nor something that it waits for. */
function otherJobs(value: unknown): string[] {
  const jobs = isObject(value) && isObject(value.jobs) ? value.jobs : {};
  const own = Object.keys(jobs).filter((name) => runsWeir(JSON.stringify(jobs[name], null, 1)));
  const awaited = own.flatMap((name) => {
    const job = jobs[name];
    return isObject(job) ? [job.needs].flat() : [];
  });
  return Object.keys(jobs)
    .filter((name) => !own.includes(name) && !awaited.includes(name))
    .map((name) => toPointer(['jobs', name]));
}

/** Of the files that guard: who has to review a change of them, on each side. */
async function ownerNotes({ base, head }: Sides, { accepted }: Guarded): Promise<string[]> {
  const [before, after] = await Promise.all([base, head].map(readCodeowners));
  const guarded = [configPath, ...(accepted === undefined ? [] : [accepted])];
  return guarded.flatMap((path) => {
    const [was, now] = [before, after].map((text) => ownersOf(path, text ?? '').join(', ') || 'nobody');
    return was === now ? [] : [`CODEOWNERS: ${path} belongs to ${now} once this is merged, and belonged to ${was}`];
  });
}

async function acceptanceNotes(path: string, { base }: Sides): Promise<string[]> {
  const owners = ownersOf(path, (await readCodeowners(base)) ?? '');
  const guard = owners.length > 0 ? `${owners.join(', ')} own it` : 'CODEOWNERS names nobody for it';
  return [`${path}, in which owners accept impacts, changes: ${guard}`];
}

async function textOf(snapshot: Snapshot, path: string): Promise<string | undefined> {
  return snapshot.read(path).catch(ifWeirError);
}

function sourceOf(text: string, path: string): Source | undefined {
  try {
    return parseSource(text, path, ConfigError);
  } catch (error) {
    if (error instanceof WeirError) return undefined;
    throw error;
  }
}
