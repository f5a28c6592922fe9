/** For each edit by which a schema accepts or rejects otherwise, a smallest document that shows it. */
import { type Blend, blend } from '../../artifacts/blend/blend.ts';
import type { Artifact, Edit, Engine } from '../../artifacts/engine.ts';
import { sizeOf } from '../../artifacts/size.ts';
import { ArtifactError } from '../../errors.ts';
import { type Told, type Trial, tellApart } from '../../replay/evaluate/tell-apart.ts';
import type { ReportEdit } from '../../report/report.generated.ts';

type Witness = NonNullable<ReportEdit['witness']>;

/** More edits than this are listed without: nobody reads that many. */
const MOST = 50;
/** Each edit alone makes a whole schema, which is made ready and run: of so many characters in sum. */
const MOST_CHARACTERS = 1_500_000;

/** What may show an edit, which is told by its index. */
interface Sought extends Trial {
  readonly index: number;
}

/** By index of the edit; none where no document is found that a validator bears out. Throws as the engine does. */
export async function findWitnesses(
  base: Artifact,
  head: Artifact,
  engine: Engine,
  edits: readonly Edit[],
): Promise<ReadonlyMap<number, Witness>> {
  const asked = firstOf(edits);
  if (!engine.candidates || asked.length === 0) return new Map();
  const pairs = engine.excerpts?.(base, head) ?? [[base, head] as const];
  const found = pairs.flatMap(([was, is]) => trialsOf(engine, was, is, edits));
  const sought = withinBounds(asked.flatMap((index) => found.find((one) => one.index === index) ?? []));
  const told = await tellApart(engine.id, sought);
  return new Map(
    sought.flatMap(({ index }, place): [number, Witness][] => {
      const witness = witnessIn(told[place], edits[index]);
      return witness ? [[index, witness]] : [];
    }),
  );
}

/** Indexes of the edits that may have a witness: those that reject something before those that only accept more. */
function firstOf(edits: readonly Edit[]): number[] {
  const indexes = [...edits.keys()];
  const chosen = [
    ...indexes.filter((index) => edits[index]?.rejects),
    ...indexes.filter((index) => edits[index]?.accepts && !edits[index]?.rejects),
  ];
  return chosen.slice(0, MOST);
}

/** Each of the edits that show between two versions, by itself. */
function trialsOf(engine: Engine, base: Artifact, head: Artifact, edits: readonly Edit[]): Sought[] {
  if (sizeOf(head) > MOST_CHARACTERS) return [];
  const mix = blendOf(engine, base, head);
  const left = new Set(edits.keys());
  return (mix?.edits ?? []).flatMap((edit, own) => {
    const index = [...left].find((one) => nameOf(edits[one]) === nameOf(edit));
    if (!mix || index === undefined) return [];
    left.delete(index);
    return { index, base, edit, artifact: mix.apply(new Set(groupOf(mix, own))) };
  });
}

/** What an excerpt has of an edit, too. */
function nameOf(edit: Edit | undefined): string {
  return [edit?.change, edit?.selector, edit?.message].join('\n');
}

/** As many as there is room for. Edits that cannot be told apart make one and the same version. */
function withinBounds(sought: readonly Sought[]): Sought[] {
  const made = new Set<Artifact>();
  const found: Sought[] = [];
  let left = MOST_CHARACTERS;
  for (const one of sought) {
    if (!made.has(one.artifact)) left -= sizeOf(one.artifact);
    if (left < 0) break;
    made.add(one.artifact);
    found.push(one);
  }
  return found;
}

/** What is rejected from now on says more than what is accepted; of answers that a service may give it is the other way round. */
function witnessIn(told: Told, edit: Edit | undefined): Witness | undefined {
  const rejected = told?.find(({ base, other }) => base === 'accepts' && other === 'rejects');
  const accepted = told?.find(({ base, other }) => base === 'rejects' && other === 'accepts');
  if (rejected && (edit?.rejects === true || !accepted)) return { document: rejected.document, accepted: 'base' };
  return accepted && { document: accepted.document, accepted: 'head' };
}

/** An edit with those that it cannot be applied without. */
function groupOf({ merged = [] }: Blend, index: number): readonly number[] {
  return merged.find((group) => group.includes(index)) ?? [index];
}

function blendOf(engine: Engine, base: Artifact, head: Artifact): Blend | undefined {
  try {
    return blend(engine, base, head);
  } catch (error) {
    if (error instanceof ArtifactError) return undefined;
    throw error;
  }
}
