/** For each edit by which a schema accepts or rejects otherwise, a smallest document that shows it. */
import { type Blend, blend } from '../../artifacts/blend/blend.ts';
import type { Artifact, Edit, Engine } from '../../artifacts/engine.ts';
import { ArtifactError } from '../../errors.ts';
import { type Told, tellApart } from '../../replay/evaluate/tell-apart.ts';
import type { ReportEdit } from '../../report/report.generated.ts';

type Witness = NonNullable<ReportEdit['witness']>;

/** More edits than this are listed without: nobody reads that many. */
const MOST = 50;

/** By index of the edit; none where no document is found that a validator bears out. Throws as the engine does. */
export async function findWitnesses(
  base: Artifact,
  head: Artifact,
  engine: Engine,
  edits: readonly Edit[],
): Promise<ReadonlyMap<number, Witness>> {
  const { candidates } = engine;
  const wanted = [...edits.keys()].filter((index) => edits[index]?.accepts || edits[index]?.rejects).slice(0, MOST);
  if (!candidates || wanted.length === 0) return new Map();
  const mix = blendOf(engine, base, head);
  const trials = wanted.map((index) => {
    const alone = mix ? mix.apply(new Set(groupOf(mix, index))) : head;
    return { artifact: alone, documents: candidates(base, alone, edits[index] as Edit) };
  });
  const told = await tellApart(engine.id, base, trials);
  return new Map(
    wanted.flatMap((index, place): [number, Witness][] => {
      const witness = witnessIn(told[place], trials[place]?.documents ?? [], edits[index]);
      return witness ? [[index, witness]] : [];
    }),
  );
}

/** What is rejected from now on says more than what is accepted; of answers that a service may give it is the other way round. */
function witnessIn(told: Told, documents: readonly unknown[], edit: Edit | undefined): Witness | undefined {
  const rejected = told?.findIndex(({ base, other }) => base === 'accepts' && other === 'rejects') ?? -1;
  const accepted = told?.findIndex(({ base, other }) => base === 'rejects' && other === 'accepts') ?? -1;
  const isNewlyRejected = rejected >= 0 && (edit?.rejects === true || accepted < 0);
  if (isNewlyRejected) return { document: documents[rejected], accepted: 'base' };
  return accepted >= 0 ? { document: documents[accepted], accepted: 'head' } : undefined;
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
