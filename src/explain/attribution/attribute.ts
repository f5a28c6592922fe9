/**
 * Which edit does it: runs mixtures of a pipeline's edits over the records that were replayed, and shares every measure
 * that is a sum over records out among the edits. `assess` asks, once base and head are compared.
 */
import type { ArtifactChanges } from '../../artifacts/artifact-changes.ts';
import type { Edit } from '../../artifacts/engine.ts';
import type { PipelineConfig } from '../../config/config.ts';
import { ArtifactError } from '../../errors.ts';
import { attribute, type CoalitionSums, extrapolate, type PlayerValue } from '../../impact/attribution.ts';
import type { Evidence } from '../../impact/evidence.ts';
import { designFor, MOST_EXACT, type ShapleyDesign } from '../../impact/shapley-design.ts';
import { strongestSynergy } from '../../impact/shapley-values.ts';
import { type Attributable, attributable } from '../../measures/attributable.ts';
import type { AttributionPass } from '../../replay/attribution/pass.ts';
import { AttributionSum } from '../../replay/attribution/sums.ts';
import type { Version } from '../../replay/compile.ts';
import type { RunFurther } from '../../replay/replay.ts';
import type { Attribution, Interaction, PipelineReport } from '../../report/report.generated.ts';
import { arrange } from './arrange.ts';
import { isDummy, type Layout, layOut, lonely } from './layout.ts';
import { findPlayers, type Game, mergeAlike, type Player } from './players.ts';

export interface AttributionQuestion {
  readonly pipeline: PipelineConfig;
  readonly changes: ArtifactChanges;
  /** All edits of the report. */
  readonly edits: readonly Edit[];
  readonly evidence: Evidence;
  /** Every record in every mixture, where edits are few enough for all mixtures. */
  readonly full: boolean;
  readonly seed: number;
}

/** As reports show it, but for the order. */
export interface Attributed {
  readonly attribution: readonly Attribution[];
  readonly interactions: readonly Interaction[];
}

/** More players than this are taken together by file. */
const MOST_PLAYERS = 40;

/** A version in between that ends processes when it is compiled says nothing of base and head: then nobody is blamed. */
export async function attributeImpact(question: AttributionQuestion, run: RunFurther): Promise<Attributed> {
  try {
    return await shareOut(question, run);
  } catch (error) {
    if (!(error instanceof ArtifactError)) throw error;
    return { attribution: [], interactions: [] };
  }
}

/** The report of a pipeline with what was found: the limit that is used up most first. */
export function withAttribution(report: PipelineReport, attributed: Attributed): PipelineReport {
  const attribution = attributed.attribution.filter((one) => isNamed(one, report));
  return { ...report, attribution: arrange(attribution, report), interactions: [...attributed.interactions] };
}

/** A transition between values that the report names elsewhere, too. */
function isNamed({ output, transition }: Attribution, { outputs }: PipelineReport): boolean {
  if (!transition) return true;
  const named = outputs.find(({ name }) => name === output)?.transitions ?? [];
  const values = new Set(named.flatMap(({ base, head }) => [base, head]));
  return values.has(transition.base) && values.has(transition.head);
}

async function shareOut(question: AttributionQuestion, run: RunFurther): Promise<Attributed> {
  const { pipeline, changes, edits, evidence, seed } = question;
  const game = findPlayers(pipeline, changes, edits);
  const found = attributable(evidence);
  const idle = game.players.filter((player) => isDummy(game, game.players, player));
  const active = grouped(
    game.players.filter((player) => !idle.includes(player)),
    edits,
  );
  const { players, design, layout } = await playable(game, active, seed, run);
  const sums = await collect(question, found, layout, run);
  const attributions = found.map((one, index) => attributionFor(one, players, idle, design, sums[index], evidence));
  return {
    attribution: attributions.flatMap(({ attribution }) => attribution),
    interactions: attributions.flatMap(({ interactions }) => interactions),
  };
}

function grouped(players: readonly Player[], edits: readonly Edit[]): readonly Player[] {
  if (players.length <= MOST_PLAYERS) return players;
  return mergeAlike(players, (player) => player.edits.map((index) => edits[index]?.artifact ?? ''));
}

/** Merges players until every mixture of them compiles. */
async function playable(
  game: Game,
  active: readonly Player[],
  seed: number,
  run: RunFurther,
): Promise<{ players: readonly Player[]; design: ShapleyDesign; layout: Layout }> {
  const probe = createProbe(run);
  let players = await partedFrom(game, active, probe);
  for (;;) {
    const design = designFor(players.length, seed);
    const layout = layOut(game, players, design);
    const torn = new Set((await probe(layout.versions)).map(({ reference }) => reference));
    if (torn.size === 0) return { players, design, layout };
    players = mergeAlike(players, ({ parts }, index) => [
      `${index}`,
      ...parts.map(({ reference }) => reference).filter((reference) => torn.has(reference)),
    ]);
  }
}

type Probe = (versions: readonly Version[]) => Promise<readonly Version[]>;

/** Gives the versions that do not compile. */
function createProbe(run: RunFurther): Probe {
  let round = 0;
  return async (versions) => {
    if (versions.length === 0) return [];
    round += 1;
    let broken: readonly Version[] = [];
    await run({ kind: 'probe', id: `probe ${round}`, versions }, (parts) => {
      if (parts.kind === 'probe') broken = versions.filter((_, index) => parts.compiles[index] === false);
    });
    return broken;
  };
}

/** Merges, within an artifact, the players that do not compile without others. */
async function partedFrom(game: Game, players: readonly Player[], probe: Probe): Promise<readonly Player[]> {
  if (players.length < 2) return players;
  const alone = players.flatMap((player) => lonely(game, players, player).map((version) => ({ player, version })));
  const broken = new Set(await probe(alone.map(({ version }) => version)));
  const dependent = alone.filter(({ version }) => broken.has(version));
  return mergeAlike(players, (player, index) => [
    `${index}`,
    ...dependent.filter((one) => one.player === player).map(({ version }) => version.reference),
  ]);
}

/** Evaluations of a step that attribution may cost: so many, or so many for each record that was replayed. */
const EVALUATIONS = 1_000_000;
const EVALUATIONS_A_RECORD = 4;
/** Of records that do not differ, in which effects may cancel. */
const SAME_RECORDS = { fewest: 1000, most: 10_000 } as const;

/** What the mixtures add to each quantity; nothing is run where every record was, and there is nothing in between. */
async function collect(
  { evidence, full, seed }: AttributionQuestion,
  found: readonly Attributable[],
  layout: Layout,
  run: RunFurther,
): Promise<readonly (CoalitionSums | undefined)[]> {
  const isKnown = layout.mixtures.length === 2 && evidence.read === evidence.recorded;
  if (isKnown || layout.players === 0) return found.map(() => undefined);
  const { references, versions, mixtures, players, contributions, scale, mixtureOf } = layout;
  const everything = full && players <= MOST_EXACT;
  const pass: AttributionPass = {
    kind: 'attribution',
    id: 'attribution',
    ...{ references, versions, mixtures, players, contributions, scale, seed },
    quantities: found.map(({ quantity }) => quantity),
    rates: everything ? [1, 1] : ratesFor(evidence, mixtures.length),
  };
  const sum = new AttributionSum(pass);
  await run(pass, (parts) => {
    if (parts.kind === 'attribution') sum.absorb(parts);
  });
  return sum.finish().map((strata, index) => ({
    total: found[index]?.total ?? 0,
    strata: strata.map((stratum) => ({
      ...stratum,
      values: mixtureOf.map((mixture) => stratum.values[mixture] ?? 0),
    })),
  }));
}

function ratesFor({ replayed, outputs, outcomes }: Evidence, mixtures: number): AttributionPass['rates'] {
  const ended = outcomes.filter(({ base, head }) => base !== head);
  const changes = [...outputs.map(({ changed }) => changed), ...ended].map(({ records }) => records);
  const different = Math.min(
    replayed,
    changes.reduce((sum, records) => sum + records, 0),
  );
  const records = Math.max(EVALUATIONS, EVALUATIONS_A_RECORD * replayed) / mixtures;
  const { fewest, most } = SAME_RECORDS;
  const same = Math.min(most, Math.max(fewest, records - different));
  return [Math.min(1, records / Math.max(1, different)), Math.min(1, same / Math.max(1, replayed - different))];
}

/** What one sum says of the edits, in every measure that is made of it. */
function attributionFor(
  found: Attributable,
  players: readonly Player[],
  idle: readonly Player[],
  design: ShapleyDesign,
  sums: CoalitionSums | undefined,
  evidence: Evidence,
): Attributed {
  const { output, measures, transition, total, weight } = found;
  const values = valuesOf(found, players.length, design, sums, evidence);
  const isStill = total === 0 && values?.every(({ low, high }) => low === 0 && high === 0);
  const isMain = found.quantity.kind === 'changed';
  if (!values || (isStill && !isMain)) return { attribution: [], interactions: [] };
  const nothing: PlayerValue = { value: 0, low: 0, high: 0 };
  // Of one transition only those who bring it about or prevent it; there are many transitions.
  const rows = [
    ...players.map(({ edits }, index) => ({ edits, ...(values[index] ?? nothing) })),
    ...idle.map(({ edits }) => ({ edits, ...nothing })),
  ]
    .filter(({ value }) => value !== 0 || !transition)
    .toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value) || (a.edits[0] ?? 0) - (b.edits[0] ?? 0));
  const synergy = sums && !transition ? strongestSynergy(design, extrapolate(design, sums)) : undefined;
  const [one, other, ...more] =
    synergy?.players.flatMap((player) => players[player]?.edits ?? []).toSorted((a, b) => a - b) ?? [];
  return {
    attribution: measures.flatMap(({ name: measure, per }) =>
      rows.map(({ edits, value, low, high }) => ({
        edits: [...edits],
        ...{ output, measure, value: value / per, low: low / per, high: high / per },
        ...(transition && { transition }),
      })),
    ),
    interactions:
      synergy && one !== undefined && other !== undefined
        ? measures.map(({ name: measure, per }) => ({
            edits: [one, other, ...more],
            ...{ output, measure, value: synergy.value / weight / per },
          }))
        : [],
  };
}

function valuesOf(
  { total, weight }: Attributable,
  players: number,
  design: ShapleyDesign,
  sums: CoalitionSums | undefined,
  { recorded, malformed, unreplayable, replayed }: Evidence,
): readonly PlayerValue[] | undefined {
  const population = { weight, replayed, recorded: recorded - malformed - unreplayable };
  if (sums) return attribute(design, sums, population);
  const value = total / weight;
  return players === 1 ? [{ value, low: value, high: value }] : [];
}
