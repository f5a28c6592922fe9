/**
 * What decides from beyond the repository: another commit of a submodule, another version of a package of schemas. Weir looks
 * into neither, so the change itself is all that there is to see.
 */
import { WeirError } from '../../errors.ts';
import type { Snapshot } from '../../repository/snapshot.ts';
import { isAside, isPassedOver, soundsGoverned } from '../likely.ts';

/** Files in which packages stand with their versions, a line each. */
const manifest =
  /(^|\/)(package\.json|requirements[^/]*\.txt|pyproject\.toml|Pipfile|environment\.ya?ml|go\.mod|Cargo\.toml|Gemfile|composer\.json|build\.gradle(\.kts)?|libs\.versions\.toml|Directory\.Packages\.props)$/i;
/** A package that holds such things, and no tool for them. */
const named = /[@\w./:-]*(schemas|contracts?|protos|protocols|policies|decisions?|event-types)\b[\w./:-]*/i;
const tool = /^(@types\/|eslint|json-schemas?\b)/i;
const version = /\bv?\d[\w.+-]*/;

/** Packages that are named; more change at once where everything is renewed. */
const MOST_PACKAGES = 3;

/** A submodule is listed with a slash at its end. Those below `vendor` and its like count where they are called after what decides. */
export function isSubmodule(path: string): boolean {
  return path.endsWith('/') && ((!isPassedOver(path) && !isAside(path)) || soundsGoverned(path));
}

export function isManifest(path: string): boolean {
  return manifest.test(path) && !isPassedOver(path) && !isAside(path);
}

/** `@acme/event-schemas 1.2.0 → 2.0.0`; undefined where no such package has another version. */
export async function packageChanges(
  path: string,
  { base, head }: { readonly base: Snapshot; readonly head: Snapshot },
): Promise<string | undefined> {
  const [before, after] = await Promise.all([base, head].map((side) => packagesIn(side, path)));
  const changes = [...(after ?? [])].flatMap(([name, now]) => {
    const was = before?.get(name);
    return was === undefined || was === now ? [] : [`${name} ${was} → ${now}`];
  });
  if (changes.length === 0) return undefined;
  const left = changes.length - MOST_PACKAGES;
  return [...changes.slice(0, MOST_PACKAGES), ...(left > 0 ? [`and ${left} more`] : [])].join(', ');
}

async function packagesIn(snapshot: Snapshot, path: string): Promise<ReadonlyMap<string, string>> {
  const text = await snapshot.read(path).catch((error) => {
    if (error instanceof WeirError) return undefined;
    throw error;
  });
  const found = (text ?? '').split(/[\n{,]/).flatMap((line): [string, string][] => {
    const [name] = named.exec(line) ?? [];
    if (name === undefined || tool.test(name)) return [];
    const plain = name.replace(/:\d.*$|[:.]+$/, '');
    const [number] = version.exec(line.slice(line.indexOf(name) + plain.length)) ?? [];
    return number === undefined ? [] : [[plain, number]];
  });
  return new Map(found);
}
