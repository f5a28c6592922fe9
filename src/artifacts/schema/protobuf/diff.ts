/** The semantic difference of two Protobuf schemas, as edits on the lines of head. Generates no code. */
import { byPlace, type Placed } from '../../diff/by-place.ts';
import { type Artifact, type Compatibility, type Edit, lines } from '../../engine.ts';
import { atBase } from '../at-base.ts';
import { type Beside, NOTHING_BESIDE } from './beside.ts';
import { compareSchemas } from './compare.ts';
import { breaks, type Category, type Encoding, type Finding } from './finding.ts';
import { modelOf } from './model.ts';
import { type Opened, openProtobuf, readProtobuf } from './open.ts';
import { categoryOf } from './options.ts';
import { scan } from './scan.ts';

/** Sorted by file and line. Throws ArtifactError where a side does not parse, or where head is no valid schema. */
export function diffProtobuf(base: Artifact, head: Artifact, engine: string): Edit[] {
  const before = atBase(base, () => openProtobuf(base));
  if (base === head) return [];
  const category = categoryOf(head.options);
  return findChanges(before, readProtobuf(head), besides(head))
    .map((found) => toEdit(found, engine, category))
    .sort(byPlace);
}

/**
 * The same, before a category weighs them.
 *
 * @param beside what became of the rest of the repository
 */
export function findChanges(base: Opened, head: Opened, beside: Beside = NOTHING_BESIDE): readonly Finding[] {
  return compareSchemas(modelOf(base), modelOf(head), beside);
}

/** What head's artifact says of files that are none of its own. */
export function besides({ gone = [], beside = new Map() }: Artifact): Beside {
  const scans = [...beside].flatMap(([file, content]) => (typeof content === 'string' ? [scan(content, file)] : []));
  return {
    gone: new Set(gone),
    packages: new Set(scans.map((one) => one.package)),
    names: new Set(scans.flatMap(({ declared }) => declared.map(({ name }) => name))),
  };
}

function toEdit(found: Finding, engine: string, category: Category): Placed {
  const { change, message, selector, at, shifts } = found;
  const isBreaking = breaks(found, category);
  const accepts = counts(found.accepts, category);
  // Whoever has generated code for base has to follow, whatever was written.
  const rejects = counts(found.rejects, category) || (isBreaking && !accepts);
  const compatibility: Compatibility = isBreaking ? 'breaking' : accepts || rejects || shifts ? 'risky' : 'safe';
  return {
    artifact: at.file,
    kind: 'schema',
    engine,
    selector,
    lines: lines(at.range),
    compatibility,
    change,
    message,
    accepts,
    rejects,
  };
}

function counts(encoding: Encoding, category: Category): boolean {
  return encoding === 'both' || (encoding === 'json' && category !== 'WIRE');
}
