/** What the pipelines of a recording ask of its records, by their artifacts at head. */
import { type ArtifactChange, lineage } from '../../artifacts/artifact-changes.ts';
import { loadArtifact } from '../../artifacts/load.ts';
import { keyOf, type ReferenceKey } from '../../artifacts/reference.ts';
import type { PipelineConfig, RecordingConfig } from '../../config/config.ts';
import { pointerTokens } from '../../document/pointer.ts';
import { WeirError } from '../../errors.ts';
import { type AskOptions, readsOfPlans } from '../../replay/look/ask.ts';
import type { Look } from '../../replay/look/looking.ts';
import { type Plan, planReplay, type Versions } from '../../replay/plan.ts';
import type { Snapshot } from '../../repository/snapshot.ts';
import type { AskedPlace } from './difference.ts';

type Paths = readonly (readonly string[])[];

export interface Planned {
  readonly pipeline: PipelineConfig;
  readonly plan: Plan;
  /** Undefined: anything. */
  readonly reads: Paths | undefined;
  /** What of it is read by others than schemas, or stands at an output. */
  readonly needs: Paths;
}

/** With the artifacts of head. What is missing or broken is told elsewhere, and left out. */
export async function plansOf(
  pipelines: readonly PipelineConfig[],
  recording: RecordingConfig,
  head: Snapshot,
  replay: AskOptions,
): Promise<Planned[]> {
  const planned: Planned[] = [];
  for (const own of pipelines) {
    const pipeline = { ...own, recording };
    try {
      const versions = new Map<ReferenceKey, Versions>();
      for (const reference of lineage(pipeline)) {
        const { path, engine, options } = reference;
        const artifact = await loadArtifact(head, path, engine, () => head.list(path), options);
        const key = keyOf(reference);
        if (artifact) versions.set(key, { reference: key, base: artifact, head: artifact, edited: true, same: true });
      }
      if (lineage(pipeline).some((reference) => !versions.has(keyOf(reference)))) continue;
      const plan = planReplay(pipeline, versions);
      const [wanted, needed] = await readsOfPlans([plan, withoutSchemas(plan)], replay);
      planned.push({ pipeline, plan, reads: wanted && pathsOf(wanted), needs: pathsOf(needed ?? []) });
    } catch (error) {
      if (!(error instanceof WeirError)) throw error;
    }
  }
  return planned;
}

function withoutSchemas(plan: Plan): Plan {
  return { ...plan, steps: plan.steps.filter(({ kind }) => kind !== 'schema') };
}

function pathsOf(wanted: readonly { readonly path: readonly string[] }[]): Paths {
  return wanted.map(({ path }) => path);
}

export function askedPlaces(
  { output, label, id, time, weight, value }: RecordingConfig,
  plans: readonly Planned[],
  changes: readonly ArtifactChange[],
): AskedPlace[] {
  // By the names that head's weir.yml has for them.
  const edited = new Set(
    changes.flatMap(({ edits, reference: { pathAtHead, ...own } }) =>
      edits.length > 0 ? [keyOf({ ...own, path: pathAtHead ?? own.path })] : [],
    ),
  );
  const declared = Object.entries({ output, label, id, time, weight, value }).flatMap(([part, pointer]) => {
    const by = `weir.yml names as ${part}`;
    return pointer === undefined ? [] : [{ path: pointerTokens(pointer), by, isNeeded: true, isChangedAlong: true }];
  });
  const read = plans.flatMap(({ pipeline, reads, needs }) => {
    const isChangedAlong = lineage(pipeline).some((reference) => edited.has(keyOf(reference)));
    const by = `pipeline "${pipeline.name}" reads`;
    return [
      ...needs.map((path) => ({ path, isNeeded: true })),
      ...(reads ?? []).map((path) => ({ path, isNeeded: false })),
    ].map((place) => ({ ...place, by, isChangedAlong }));
  });
  const places = new Map<string, AskedPlace>();
  for (const place of [...declared, ...read.toSorted((one, other) => Number(other.isNeeded) - Number(one.isNeeded))]) {
    const key = JSON.stringify(place.path);
    if (place.path.length > 0 && !places.has(key)) places.set(key, place);
  }
  return [...places.values()];
}

/** Of pipelines that may read anything: what base's records usually have. */
export function usualNames(
  base: Look,
  { input }: RecordingConfig,
  plans: readonly Planned[],
  asked: readonly AskedPlace[],
): AskedPlace[] {
  const any = plans.find(({ reads }) => reads === undefined);
  if (!any) return [];
  const known = new Set(asked.map(({ path }) => JSON.stringify(path)));
  const usable = base.files.reduce((total, { records, malformed }) => total + records - malformed, 0);
  const names = new Map<string, number>();
  for (const [name, records] of base.files.flatMap((file) => file.names))
    names.set(name, (names.get(name) ?? 0) + records);
  return [...names].flatMap(([name, records]) => {
    const path = [...pointerTokens(input), name];
    if (records < usable || known.has(JSON.stringify(path))) return [];
    return [{ path, by: `pipeline "${any.pipeline.name}" may read`, isNeeded: false, isChangedAlong: true }];
  });
}
