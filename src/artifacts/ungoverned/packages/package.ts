/** Which packages a file names and in which version, by the name of the file. Nothing is resolved or fetched. */
import { declaredInJson, lockedInJson } from './json.ts';
import { inBufLock, inGemfile, inGoMod, inGradle, inNodeLock, inRequirements, inToml, inTomlLock } from './lines.ts';
import type { Package } from './named.ts';
import { packagesInXml } from './xml.ts';

interface Family {
  /** Of its name, or of its folder's and its own. */
  readonly files: RegExp;
  /** What is installed whatever the manifest says: named where the manifest beside it says nothing. */
  readonly isLock?: true;
  readonly read: (text: string) => Package[];
}

const families: readonly Family[] = [
  { files: /^(package|composer|deno)\.json$/i, read: declaredInJson },
  {
    files: /^(package-lock|npm-shrinkwrap|packages\.lock)\.json$|^(composer|Pipfile)\.lock$/i,
    isLock: true,
    read: lockedInJson,
  },
  { files: /^(yarn\.lock|pnpm-lock\.yaml|bun\.lock)$/i, isLock: true, read: inNodeLock },
  {
    files: /^pom\.xml$|\.(cs|fs|vb)proj$|^(packages\.config|Directory\.(Packages|Build)\.props)$/i,
    read: packagesInXml,
  },
  {
    files: /^(requirements|constraints)[^/]*\.(txt|in)$|^environment\.ya?ml$|^requirements\/[^/]+\.(txt|in)$/i,
    read: inRequirements,
  },
  { files: /^go\.(mod|work)$/i, read: inGoMod },
  { files: /^(pyproject|Cargo|libs\.versions)\.toml$|^Pipfile$/i, read: inToml },
  { files: /^(poetry|uv|pdm|Cargo)\.lock$|^pylock[^/]*\.toml$/i, isLock: true, read: inTomlLock },
  { files: /^(build|settings)\.gradle(\.kts)?$|^build\.sbt$/i, read: inGradle },
  { files: /^gradle\.lockfile$/i, isLock: true, read: inGradle },
  { files: /^(Gemfile|gems\.rb)$/i, read: inGemfile },
  { files: /^(Gemfile|gems)\.(lock|locked)$/i, isLock: true, read: inGemfile },
  { files: /^buf\.yaml$/i, read: inBufLock },
  { files: /^buf\.lock$/i, isLock: true, read: inBufLock },
];

function familyOf(path: string): Family | undefined {
  const names = path.split('/');
  const [name = '', inFolder] = [names.at(-1), names.slice(-2).join('/')];
  return families.find(({ files }) => files.test(name) || files.test(inFolder));
}

export function namesPackages(path: string): boolean {
  return familyOf(path) !== undefined;
}

export function isLock(path: string): boolean {
  return familyOf(path)?.isLock === true;
}

/** Versions by name; of a package that is there in several, all of them. */
export function packagesIn(path: string, text: string): ReadonlyMap<string, string> {
  const byName = Map.groupBy(familyOf(path)?.read(text) ?? [], ([name]) => name);
  return new Map(
    [...byName].map(([name, list]) => [name, [...new Set(list.map(([, version]) => version))].sort().join(' and ')]),
  );
}
