/** For each edit by which a schema accepts or rejects otherwise, a smallest document that shows it. */
import { type Blend, blend } from '../../artifacts/blend/blend.ts';
import type { Artifact, Edit, Engine } from '../../artifacts/engine.ts';
import { ArtifactError } from '../../errors.ts';
import { type Told, tellApart } from '../../replay/evaluate/tell-apart.ts';
import type { ReportEdit } from '../../report/report.generated.ts';

type Witness = NonNullable<ReportEdit['witness']>;

/** More edits than this are listed without: nobody reads that many. */
const MOST = 50;
/** Each edit alone makes a whole schema, which is made ready and run: of so many characters in sum. */
const MOST_CHARACTERS = 1_500_000;

/** By index of the edit; none where no document is found that a validator bears out. Throws as the engine does. */
export async function findWitnesses(
  base: Artifact,
  head: Artifact,
  engine: Engine,
  edits: readonly Edit[],
): Promise<ReadonlyMap<number, Witness>> {
  const asked = firstOf(edits);
  if (!engine.candidates || asked.length === 0 || sizeOf(head) > MOST_CHARACTERS) return new Map();
  const mix = blendOf(engine, base, head);
  const alone = (index: number) => (mix ? mix.apply(new Set(groupOf(mix, index))) : head);
  const wanted = withinBounds(asked, alone);
  const trials = wanted.map(({ index, artifact }) => ({ artifact, edit: edits[index] as Edit }));
  const told = await tellApart(engine.id, base, trials);
  return new Map(
    wanted.flatMap(({ index }, place): [number, Witness][] => {
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

/** As many of the edits as there is room for what each makes alone. Edits that cannot be told apart make one and the same. */
function withinBounds(
  indexes: readonly number[],
  alone: (index: number) => Artifact,
): { readonly index: number; readonly artifact: Artifact }[] {
  const made = new Set<Artifact>();
  const found: { index: number; artifact: Artifact }[] = [];
  let left = MOST_CHARACTERS;
  for (const index of indexes) {
    const artifact = alone(index);
    if (!made.has(artifact)) left -= sizeOf(artifact);
    if (left < 0) break;
    made.add(artifact);
    found.push({ index, artifact });
  }
  return found;
}

/** Characters of all files. */
function sizeOf({ files }: Artifact): number {
  return [...files.values()].reduce((sum, { length }) => sum + length, 0);
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
