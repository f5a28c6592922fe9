/** Templates that a template includes by `{{> name}}`, from files of the repository. */
import { basename, dirname, extname } from 'node:path';
import type { Content } from '../../content.ts';
import { diffFolder } from '../../diff/folder.ts';
import type { Hunk } from '../../diff/hunks.ts';
import { linewise } from '../../diff/text.ts';
import type { Artifact, Edit, Engine } from '../../engine.ts';
import type { Language } from '../../language.ts';
import { lineMeaning } from '../template/engine.ts';

/** Comments; what a template defines itself; what it includes, by a name that stands in it. */
const TOKENS =
  /\{\{~?!--[\s\S]*?--~?\}\}|\{\{~?![\s\S]*?\}\}|\{\{~?#\*\s*inline\s+(?:"([^"]+)"|'([^']+)')|\{\{~?#?>\s*(?:"([^"]+)"|'([^']+)'|([^\s(){}"'|~]+))/g;

/** Names of other templates, without what is computed and what the template defines itself. */
export function partialsIn(text: string): readonly string[] {
  const [own, named] = [new Set<string>(), new Set<string>()];
  for (const [, ownName, other, quoted, alike, plain] of text.matchAll(TOKENS)) {
    const defined = ownName ?? other;
    const included = quoted ?? alike ?? plain;
    if (defined !== undefined) own.add(defined);
    if (included !== undefined && !included.startsWith('@')) named.add(included);
  }
  return [...named].filter((name) => !own.has(name));
}

/** Whether a file is what a name means: `mail/header` is `…/mail/header.hbs` or `…/mail/_header.hbs`. */
export function isPartial(path: string, name: string, extensions: readonly string[]): boolean {
  if (!extensions.includes(extname(path).toLowerCase())) return false;
  const stem = basename(path, extname(path));
  const [folder, last] = [dirname(`./${name}`).replace(/^\.\/?/, ''), basename(name)];
  if (stem !== last && stem !== `_${last}`) return false;
  return folder === '' || dirname(path) === folder || dirname(path).endsWith(`/${folder}`);
}

/** The file of each name that any of the artifact's files includes. */
export function partialsOf({ path, files }: Artifact, extensions: readonly string[]): ReadonlyMap<string, string> {
  const names = new Set([...files.values()].flatMap((content) => partialsIn(textOf(content))));
  const others = [...files.keys()].filter((file) => file !== path);
  const found = new Map<string, string>();
  for (const name of names) {
    const file = others.find((other) => isPartial(other, name, extensions));
    if (file !== undefined) found.set(name, file);
  }
  return found;
}

/** What an engine of such templates has beside a usual one: further files, and edits of all of them. */
export function withPartials(engine: Engine): Engine {
  const { extensions } = engine;
  const whole: Engine = {
    ...engine,
    sought: (artifact) => {
      const known = partialsOf(artifact, extensions);
      const names = [...artifact.files.values()].flatMap((content) => partialsIn(textOf(content)));
      return [...new Set(names)].filter((name) => !known.has(name));
    },
    referred: extensions,
    answers: (_content, path, address) => isPartial(path, address, extensions),
    diff: (base, head) =>
      [
        ...engine.diff(alone(base), alone(head)),
        ...diffFolder(engine, others(base), others(head), { meaning: lineMeaning }),
      ].sort(byPlace),
  };
  return engine.language ? { ...whole, language: languageOf(whole) } : whole;
}

/** Hunks of one file are edits in their order. */
function languageOf(engine: Engine): Language<Hunk> {
  return {
    ...linewise(lineMeaning),
    assign(base, head, changes) {
      const edits = engine.diff(base, head);
      const seen = new Map<string, number>();
      return changes.map(({ headFile }) => {
        const count = seen.get(headFile) ?? 0;
        seen.set(headFile, count + 1);
        const own = [...edits.keys()].filter((index) => edits[index]?.artifact === headFile);
        return own[count] === undefined ? 'with-first' : [own[count]];
      });
    },
  };
}

function alone(artifact: Artifact): Artifact {
  return { ...artifact, files: new Map([[artifact.path, artifact.files.get(artifact.path) ?? '']]) };
}

function others(artifact: Artifact): Artifact {
  return { ...artifact, files: new Map([...artifact.files].filter(([path]) => path !== artifact.path)) };
}

function byPlace(one: Edit, other: Edit): number {
  if (one.artifact !== other.artifact) return one.artifact < other.artifact ? -1 : 1;
  return (one.lines?.[0] ?? 0) - (other.lines?.[0] ?? 0);
}

function textOf(content: Content): string {
  return typeof content === 'string' ? content : '';
}
