/** The difference of two policies: of sources by their lines, of bundles by the texts in them, else that the binary is another. */
import { isUtf8 } from 'node:buffer';
import { equal } from '../../../document/equal.ts';
import { diffLines } from '../../diff/text.ts';
import type { Artifact, Edit, Engine } from '../../engine.ts';
import { contentsOf } from './bundle.ts';
import { isSource } from './source.ts';

type Id = Pick<Engine, 'id' | 'version' | 'kind'>;

/** Throws ArtifactError where a side is no bundle. */
export function diff(engine: Id, base: Artifact, head: Artifact): Edit[] {
  if (isSource(base.path)) return diffLines(engine, base, head, meaning);
  const [before, after] = [contentsOf(base), contentsOf(head)];
  const paths = [...new Set([...before.keys(), ...after.keys()])].filter((path) => path !== 'policy.wasm').sort();
  const edits = paths.flatMap((path) => diffFile(engine, head.path, path, before.get(path), after.get(path)));
  if (edits.length > 0 || same(before.get('policy.wasm'), after.get('policy.wasm'))) return edits;
  const message =
    before.size > 1
      ? 'the compiled policy is another, and its sources and data are not'
      : 'the compiled policy is another';
  return [{ ...placed(engine, head.path), change: 'binary-changed', message }];
}

/** What a line says without its comment and with one space for each blank, save in texts. */
function meaning(line: string): string {
  return line
    .replace(/"(?:[^"\\]|\\.)*"|`[^`]*`|#.*|\s+/g, (token) =>
      /^\s/.test(token) ? ' ' : token.startsWith('#') ? '' : token,
    )
    .trim();
}

function diffFile(engine: Id, bundle: string, path: string, before?: Uint8Array, after?: Uint8Array): Edit[] {
  if (same(before, after) || saysTheSame(path, before, after)) return [];
  const place = placed(engine, bundle);
  if (!before) return [{ ...place, selector: path, change: 'file-added', message: `${path} was added` }];
  if (!after) return [{ ...place, selector: path, change: 'file-removed', message: `${path} was removed` }];
  if (!isUtf8(before) || !isUtf8(after))
    return [{ ...place, selector: path, change: 'binary-changed', message: `${path} is another` }];
  const only = (content: Uint8Array): Artifact => ({
    path,
    kind: engine.kind,
    files: new Map([[path, new TextDecoder().decode(content)]]),
  });
  // Lines are those of a file in the bundle, which nobody can show beside the bundle itself.
  return diffLines(engine, only(before), only(after), path.endsWith('.rego') ? meaning : (line) => line.trim()).map(
    ({ lines: [first, last] = [1, 1], change, message }) => ({
      ...place,
      selector: `${path}, ${first === last ? `line ${first}` : `lines ${first}–${last}`}`,
      change,
      message: `${path}:${first}: ${message}`,
    }),
  );
}

function placed(
  { id, version, kind }: Id,
  artifact: string,
): Pick<Edit, 'artifact' | 'kind' | 'engine' | 'compatibility'> {
  return { artifact, kind, engine: `${id}@${version}`, compatibility: 'risky' };
}

function same(before?: Uint8Array, after?: Uint8Array): boolean {
  return before !== undefined && after !== undefined && Buffer.from(before).equals(after);
}

/** JSON in another form, and a manifest with another revision. */
function saysTheSame(path: string, before?: Uint8Array, after?: Uint8Array): boolean {
  if (!/\.json$|(?:^|\/)\.manifest$/.test(path) || !before || !after) return false;
  try {
    const [one, other] = [before, after].map((bytes) => ({
      ...JSON.parse(new TextDecoder().decode(bytes)),
      revision: '',
    }));
    return equal(one, other);
  } catch {
    return false;
  }
}
