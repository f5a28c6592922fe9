/** Pipelines of schemas by themselves, with what other pipelines are drafted with as well. */
import { stemOf } from './chain.ts';
import type { Found, FoundSchema } from './classify.ts';
import { type Consumer, consumersOf } from './consumers.ts';
import type { DraftPipeline, DraftRecording, DraftStep } from './drafted.ts';
import { schemaFit } from './fits.ts';
import { guessSegments } from './guess-outputs.ts';
import { pickRecording, trafficOf } from './pick-recording.ts';
import { tidy } from './recording-groups.ts';

/** Schemas by themselves, each with the traffic that it is of. */
export function draftSchemas(found: Found, recordings: readonly DraftRecording[], named: Set<string>): DraftPipeline[] {
  return found.schemas.flatMap((schema) => {
    const picked = pickRecording(recordings, ({ documents }) => schemaFit(schema, documents));
    if (!picked) return [];
    const readers = consumersOf(schema.name ?? '', found.consumers);
    const drafts =
      readers.length > 0
        ? readers.map((reader) => schemaPipeline(schema, picked.recording, named, reader))
        : [schemaPipeline(schema, picked.recording, named)];
    return drafts.map((draft) => ({ ...draft, otherTraffic: picked.others }));
  });
}

/** Of a tool's arguments, say, where the rules beside read something else: traffic that no rule reads, and a schema that none needs. */
export function draftLeft(
  found: Found,
  recordings: readonly DraftRecording[],
  drafted: readonly DraftPipeline[],
  named: Set<string>,
): DraftPipeline[] {
  const [schemas, traffic] = [schemasOf(drafted), trafficOf(drafted)];
  const left = { ...found, schemas: found.schemas.filter(({ path }) => !schemas.has(path)) };
  const unused = recordings.filter(({ files }) => !traffic.has(files));
  return draftSchemas(left, unused, named);
}

/** Paths of the schemas that pipelines have. */
export function schemasOf(drafted: readonly DraftPipeline[]): ReadonlySet<string> {
  return new Set(drafted.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'schema' ? [step.path] : []))));
}

/** Without rules, what a schema lets through is what its consumers see; with recorded answers, those count too. */
export function schemaPipeline(
  schema: FoundSchema,
  recording: DraftRecording,
  named: Set<string>,
  reader?: Consumer,
): DraftPipeline {
  const answered = recording.parts.some(({ part }) => part === 'output');
  const at = answered ? '/answer' : '';
  return {
    name: unique(tidy(reader?.name ?? schema.name?.replaceAll('.', '-') ?? stemOf(schema.path)), named),
    owners: reader?.owners ?? [],
    ownersFrom: reader?.from ?? 'CODEOWNERS',
    recording,
    params: undefined,
    steps: [schemaStep(schema), ...(answered ? [{ kind: 'recorded' as const, from: '/output', into: at }] : [])],
    outputs: [{ name: answered ? 'answer' : 'document', at, kind: 'category' }],
    segments: segmentsOf(recording),
    literals: [],
    missingParams: [],
    missingReads: [],
  };
}

export function schemaStep({ path, engine, options, name }: FoundSchema): DraftStep {
  return { kind: 'schema', path, engine, options, ...(name !== undefined && { describes: name }) };
}

/** What production answered, or what came of it, is nothing that cuts the requests. */
export function segmentsOf({ documents, input, parts }: DraftRecording): string[] {
  const own = parts.map(({ pointer }) => pointer).filter((pointer) => pointer.startsWith(`${input}/`));
  return guessSegments(
    documents,
    own.map((pointer) => pointer.slice(input.length)),
  );
}

/** A name that no other pipeline has, which it has from now on. */
export function unique(name: string, named: Set<string>): string {
  const wanted = name || 'pipeline';
  const found =
    [wanted, ...Array.from(named, (_, index) => `${wanted}-${index + 2}`)].find((one) => !named.has(one)) ?? wanted;
  named.add(found);
  return found;
}
