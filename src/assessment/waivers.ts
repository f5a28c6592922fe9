/** Edits that weir.yml waives: which they are, and that none is waived for ever or by a name that no edit has. */
import type { ArtifactChanges } from '../artifacts/artifact-changes.ts';
import type { Edit } from '../artifacts/engine.ts';
import { MIGRATED } from '../artifacts/migrated.ts';
import type { Config, WaiverConfig } from '../config/config.ts';
import type { JudgingConfig } from '../config/read.ts';
import { fileOf } from '../document/part.ts';
import { ConfigError, type Problem } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { matchFiles } from '../repository/glob.ts';

/** Edits of any engine: an artifact that went somewhere else, and YAML that other readers take for something else. */
const OF_ANY_ENGINE: readonly string[] = ['file-moved', 'file-removed', MIGRATED, 'spelling-changed'];

export function waives({ rule, artifact }: WaiverConfig, edit: Edit): boolean {
  return rule === edit.change && matchFiles([edit.artifact], artifact).length > 0;
}

/**
 * Throws ConfigError at the line of each waiver that has run out by the day on which the change is judged, or that names an edit that
 * nothing it could be of has. A change whose own weir.yml takes it out goes through.
 * @param judgedAt as `Question` has it
 */
export function assertWaivers(judging: JudgingConfig, changes: ArtifactChanges, judgedAt: string | undefined): void {
  const { config } = judging;
  const problems = lasting(judging).flatMap((waiver) => [
    ...expired(waiver, judgedAt, config),
    ...unknown(waiver, changes, config),
  ]);
  if (problems.length > 0) throw new ConfigError(problems);
}

/** The first half of it, for who has replayed the change on another day. */
export function assertLasting(judging: JudgingConfig, judgedAt: string): void {
  const problems = lasting(judging).flatMap((waiver) => expired(waiver, judgedAt, judging.config));
  if (problems.length > 0) throw new ConfigError(problems);
}

function lasting({ config, proposed }: JudgingConfig): readonly WaiverConfig[] {
  return config.ignore.filter((waiver) => !proposed || proposed.ignore.some((one) => isSame(one, waiver)));
}

function isSame(one: WaiverConfig, other: WaiverConfig): boolean {
  return one.rule === other.rule && one.artifact === other.artifact && one.until === other.until;
}

function expired(waiver: WaiverConfig, judgedAt: string | undefined, config: Config): Problem[] {
  const day = judgedAt === undefined ? undefined : new Date(judgedAt).toISOString().slice(0, 10);
  if (day === undefined || waiver.until >= day) return [];
  const message = `the waiver of ${waiver.rule} in ${waiver.artifact} ran out on ${waiver.until}`;
  return [
    {
      ...placeOf(waiver, config),
      message,
      found: `judged on ${day}`,
      expected: 'a later day and a reason that still holds, or no waiver',
    },
  ];
}

function unknown(waiver: WaiverConfig, changes: ArtifactChanges, config: Config): Problem[] {
  const engines = [...changes.values()]
    .filter(({ reference }) => matchFiles([fileOf(reference.path)], waiver.artifact).length > 0)
    .map(({ reference }) => reference.engine);
  const names = engines.flatMap(({ changes: own = [] }) => own);
  const isListed = engines.length > 0 && engines.every(({ changes: own }) => own !== undefined);
  if (!isListed || [...OF_ANY_ENGINE, ...names].includes(waiver.rule)) return [];
  return [
    {
      ...placeOf(waiver, config),
      message: `no edit of ${waiver.artifact} is called "${waiver.rule}"`,
      expected: 'the stable name of an edit, as reports and weir diff give it',
      nearest: nearest(waiver.rule, names),
    },
  ];
}

function placeOf({ range }: WaiverConfig, { path }: Config): Pick<Problem, 'file' | 'line' | 'column'> {
  return { file: path, line: range.line, column: range.column };
}
