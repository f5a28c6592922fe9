/** The difference of two GraphQL schemas as edits on the lines of head. Generates no code. */
import { byPlace, type Placed } from '../../diff/by-place.ts';
import type { Artifact, Edit } from '../../engine.ts';
import { atBase } from '../at-base.ts';
import { type Change, changesBetween } from './changes.ts';
import { coordinateOf, type Spot, spotsIn } from './coordinates.ts';
import { openSdl, type Sdl } from './sdl.ts';

type Spots = ReadonlyMap<string, Spot>;

/** Sorted by file and line. Throws ArtifactError where a side does not parse, or where head contradicts itself. */
export function diffGraphQL(base: Artifact, head: Artifact, engine: string): Edit[] {
  return findEdits(base, head, engine).edits.map(({ edit }) => edit);
}

export interface FoundEdits {
  readonly edits: readonly { readonly edit: Edit; readonly change: Change }[];
  /** Names of the types that implement an interface of either side, by its name. */
  readonly implementations: ReadonlyMap<string, readonly string[]>;
}

/** The same edits, each with the change that it tells of. */
export function findEdits(base: Artifact, head: Artifact, engine: string): FoundEdits {
  const before = atBase(base, () => openSdl(base, true));
  if (base === head) return { edits: [], implementations: new Map() };
  const after = openSdl(head);
  const [was, is] = [spotsIn(before.document), spotsIn(after.document)];
  const edits = changesBetween(before.schema, after.schema)
    .map((change) => ({ edit: toEdit(change, place(change, was, is, head.path), engine), change }))
    .sort((one, other) => byPlace(one.edit, other.edit));
  return { edits, implementations: implementationsIn([before, after]) };
}

function implementationsIn(sides: readonly Sdl[]): FoundEdits['implementations'] {
  const pairs = sides.flatMap(({ schema }) =>
    Object.values(schema.getTypeMap()).flatMap((type) =>
      'getInterfaces' in type ? type.getInterfaces().map(({ name }) => [name, type.name] as const) : [],
    ),
  );
  const groups = Map.groupBy(pairs, ([name]) => name);
  return new Map([...groups].map(([name, those]) => [name, [...new Set(those.map(([, type]) => type))]]));
}

function toEdit(change: Change, { file, lines }: Place, engine: string): Placed {
  const { type, path, message, compatibility, accepts, rejects } = change;
  return {
    artifact: file,
    kind: 'schema',
    engine,
    selector: path === undefined ? 'schema' : coordinateOf(path),
    lines,
    compatibility,
    change: type.toLowerCase().replaceAll('_', '-'),
    message: message.replaceAll(/\s+/g, ' '),
    accepts,
    rejects,
    ...(type.includes('_DESCRIPTION_') && { describes: true }),
  };
}

interface Place {
  readonly file: string;
  readonly lines: readonly [number, number];
}

/** Where head has it; else what held it; for a type that is gone, what stood before it. */
function place({ type, path }: Change, base: Spots, head: Spots, file: string): Place {
  const own = path === undefined ? head.get('schema') : head.get(path);
  if (own) return { file: own.file, lines: path?.includes('.') || type === 'TYPE_ADDED' ? own.all : own.named };
  const parts = path?.split('.') ?? [];
  for (let length = parts.length - 1; length > 0; length--) {
    const held = head.get(parts.slice(0, length).join('.'));
    if (held) return { file: held.file, lines: held.named };
  }
  const before = precedingIn(base, head, path ?? '');
  return before ? { file: before.file, lines: [before.all[1], before.all[1]] } : { file, lines: [1, 1] };
}

function precedingIn(base: Spots, head: Spots, path: string): Spot | undefined {
  const gone = base.get(path);
  const names = [...base]
    .filter(([name, { file }]) => !name.includes('.') && file === gone?.file)
    .map(([name]) => name);
  const earlier = names.slice(0, names.indexOf(path)).toReversed();
  const kept = earlier.find((name) => head.get(name)?.file === gone?.file);
  return kept === undefined ? undefined : head.get(kept);
}
