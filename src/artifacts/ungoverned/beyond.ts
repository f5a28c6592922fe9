/**
 * What decides from beyond the repository: another commit of a submodule, another version of a package. Weir looks into
 * neither, so the change itself is all that there is to see.
 */
import type { Config, StepConfig } from '../../config/config.ts';
import { fileOf } from '../../document/part.ts';
import { ifWeirError } from '../../errors.ts';
import type { Snapshot } from '../../repository/snapshot.ts';
import { isAside, isPassedOver, soundsGoverned } from '../likely.ts';
import { engineFor } from '../registry.ts';
import { isLock, namesPackages, packagesIn } from './packages/package.ts';

/** A package that holds such things, and no tool for them. */
const named = /(schemas|contracts?|protos|protocols|policies|rules|rulesets?|decisions?|event-types)\b/i;
const tool = /^(@types\/|json-schemas?\b)|lint|prettier|biome/i;
/** What a program is run by. */
const toolchain =
  /(^|\/)(Dockerfile|\.python-version|\.nvmrc|\.node-version|\.ruby-version|\.tool-versions|global\.json|rust-toolchain(\.toml)?)$/;

/** Packages that are named; more change at once where everything is renewed. */
const MOST_PACKAGES = 3;
/** Characters of a version, which may be an address. */
const LONGEST_VERSION = 60;

/** A submodule is listed with a slash at its end. Those below `vendor` and its like count where they are called after what decides. */
export function isSubmodule(path: string): boolean {
  return path.endsWith('/') && ((!isPassedOver(path) && !isAside(path)) || soundsGoverned(path));
}

export function isManifest(path: string): boolean {
  return (namesPackages(path) || toolchain.test(path)) && !isPassedOver(path) && !isAside(path);
}

export interface Beyond {
  readonly path: string;
  /** `@acme/event-schemas 1.2.0 → 2.0.0` */
  readonly change: string;
  readonly packages: readonly string[];
}

/**
 * Undefined where nothing that matters has another version: packages of schemas and the like, and all that the code of a
 * pipeline's step may be run with.
 */
export async function packageChanges(
  path: string,
  { base, head }: { readonly base: Snapshot; readonly head: Snapshot },
  pipelines: Config['pipelines'],
): Promise<Beyond | undefined> {
  const isRunWith = pipelines.some(({ steps }) => steps.some((step) => mayRunWith(step, path)));
  if (!namesPackages(path)) return isRunWith ? { path, change: 'what runs programs', packages: [] } : undefined;
  const [before, after] = await Promise.all([base, head].map((side) => versionsIn(side, path)));
  const names = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].sort();
  const changed = names.filter(
    (name) => before?.get(name) !== after?.get(name) && (isRunWith || (named.test(name) && !tool.test(name))),
  );
  if (changed.length === 0) return undefined;
  const said = changed.slice(0, MOST_PACKAGES).map((name) => changeOf(name, before?.get(name), after?.get(name)));
  const left = changed.length - said.length;
  return { path, change: [...said, ...(left > 0 ? [`and ${left} more`] : [])].join(', '), packages: changed };
}

/** Without the locks that say what manifests of the same change say. */
export function withoutLocks(all: readonly Beyond[]): readonly Beyond[] {
  const declared = new Set(all.flatMap(({ path, packages }) => (isLock(path) ? [] : packages)));
  return all.filter(({ path, packages }) => !isLock(path) || packages.some((name) => !declared.has(name)));
}

/** A program finds what lies beside it and above, and what the machine was set up with; behind an address may run anything. */
function mayRunWith({ engine, path }: StepConfig, manifest: string): boolean {
  if (path === undefined) return false;
  const { child = false, hosts = false } = engineFor(engine).needs;
  const folder = manifest.slice(0, manifest.lastIndexOf('/') + 1);
  return hosts || (child && (fileOf(path).startsWith(folder) || folder.startsWith(path)));
}

async function versionsIn(snapshot: Snapshot, path: string): Promise<ReadonlyMap<string, string>> {
  const text = await snapshot.read(path).catch(ifWeirError);
  return packagesIn(path, text ?? '');
}

function changeOf(name: string, before: string | undefined, after: string | undefined): string {
  if (before === undefined) return `${name} ${shown(after ?? '')} is new`;
  if (after === undefined) return `${name} is gone`;
  const [was, now] = [shown(before), shown(after)];
  return was === now ? `${name} ${before} → ${after}` : `${name} ${was} → ${now}`;
}

/** Without the sign of a range, and without what only the repository should know of an address. */
function shown(version: string): string {
  const plain = /^[\^~>=<!\s]*(v?\d[\w.+-]*)$/.exec(version)?.[1] ?? version.replace(/\/\/[^/@\s]*@/g, '//');
  return plain.length > LONGEST_VERSION ? `${plain.slice(0, LONGEST_VERSION)}…` : plain;
}
