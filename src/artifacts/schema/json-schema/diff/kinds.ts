/**
 * Every kind of change, one row each. The effects stand here where the kind alone decides them; a check that knows
 * more passes its own. A test audits that each kind has its mirror, the kind that the reverse change is.
 */
import type { Compatibility } from '../../../engine.ts';
import { type Effects, NONE, UNDECIDED } from './effects.ts';

export interface Kind extends Effects {
  readonly id: string;
  /** The kind of the same change from head to base. */
  readonly mirror: string;
  /** Changes what reaches the next step even where nothing is accepted or rejected: a default, a dropped property. */
  readonly changesOutputs?: boolean;
  /** Instead of what the effects would give. */
  readonly compatibility?: Compatibility;
}

const REJECTS = { accepts: 'no', rejects: 'yes' } as const satisfies Effects;
const ACCEPTS = { accepts: 'yes', rejects: 'no' } as const satisfies Effects;
const BOTH = { accepts: 'yes', rejects: 'yes' } as const satisfies Effects;

export const KINDS = [
  ...mirrored('schema-closed', 'schema-opened'),
  ...mirrored('type-narrowed', 'type-widened'),
  ...mirrored('number-to-integer', 'integer-to-number'),
  symmetric('type-changed', BOTH),

  ...mirrored('enum-added', 'enum-removed'),
  ...mirrored('enum-value-removed', 'enum-value-added'),
  ...mirrored('const-added', 'const-removed'),
  symmetric('const-changed', BOTH),

  ...mirrored('minimum-tightened', 'minimum-loosened'),
  ...mirrored('maximum-tightened', 'maximum-loosened'),
  ...mirrored('multiple-of-tightened', 'multiple-of-loosened'),
  symmetric('multiple-of-changed', BOTH),
  ...mirrored('min-length-tightened', 'min-length-loosened'),
  ...mirrored('max-length-tightened', 'max-length-loosened'),
  ...mirrored('min-items-tightened', 'min-items-loosened'),
  ...mirrored('max-items-tightened', 'max-items-loosened'),
  ...mirrored('min-properties-tightened', 'min-properties-loosened'),
  ...mirrored('max-properties-tightened', 'max-properties-loosened'),
  ...mirrored('min-contains-tightened', 'min-contains-loosened'),
  ...mirrored('max-contains-tightened', 'max-contains-loosened'),

  ...mirrored('pattern-added', 'pattern-removed'),
  symmetric('pattern-changed', UNDECIDED),
  ...mirrored('format-added', 'format-removed'),
  symmetric('format-changed', UNDECIDED),

  ...mirrored('required-added', 'required-removed'),
  // A name that base left open may have been sent before with another shape, or never: traffic tells, not the schema.
  { id: 'property-added', mirror: 'property-removed', ...REJECTS, compatibility: 'risky' },
  { id: 'property-removed', mirror: 'property-added', ...ACCEPTS, changesOutputs: true },
  { id: 'property-renamed', mirror: 'property-renamed', ...BOTH, changesOutputs: true },
  symmetric('rename-declaration-changed', NONE, true),
  ...mirrored('pattern-property-added', 'pattern-property-removed'),
  ...mirrored('additional-properties-closed', 'additional-properties-opened'),
  ...mirrored('additional-properties-narrowed', 'additional-properties-widened'),
  ...mirrored('unevaluated-properties-closed', 'unevaluated-properties-opened'),
  ...mirrored('unevaluated-properties-narrowed', 'unevaluated-properties-widened'),
  ...mirrored('property-names-closed', 'property-names-opened'),
  ...mirrored('property-names-narrowed', 'property-names-widened'),
  ...mirrored('dependent-required-added', 'dependent-required-removed'),
  ...mirrored('dependent-schema-added', 'dependent-schema-removed'),

  ...mirrored('item-added', 'item-removed'),
  ...mirrored('items-closed', 'items-opened'),
  ...mirrored('items-narrowed', 'items-widened'),
  ...mirrored('unevaluated-items-closed', 'unevaluated-items-opened'),
  ...mirrored('unevaluated-items-narrowed', 'unevaluated-items-widened'),
  ...mirrored('contains-added', 'contains-removed'),
  ...mirrored('unique-items-added', 'unique-items-removed'),

  ...mirrored('all-of-branch-added', 'all-of-branch-removed'),
  ...mirrored('any-of-added', 'any-of-removed'),
  ...mirrored('any-of-branch-removed', 'any-of-branch-added'),
  ...mirrored('one-of-added', 'one-of-removed'),
  ...mirrored('one-of-branch-removed', 'one-of-branch-added'),
  symmetric('combinator-changed', UNDECIDED),
  ...mirrored('not-added', 'not-removed'),
  ...mirrored('condition-added', 'condition-removed'),
  ...mirrored('then-closed', 'then-opened'),
  ...mirrored('then-narrowed', 'then-widened'),
  ...mirrored('else-closed', 'else-opened'),
  ...mirrored('else-narrowed', 'else-widened'),

  symmetric('evaluated-changed', UNDECIDED),
  symmetric('reference-changed', UNDECIDED),
  symmetric('draft-changed', UNDECIDED),
  { id: 'default-added', mirror: 'default-removed', ...NONE, changesOutputs: true },
  { id: 'default-removed', mirror: 'default-added', ...NONE, changesOutputs: true },
  symmetric('default-changed', NONE, true),
  { id: 'annotation-added', mirror: 'annotation-removed', ...NONE },
  { id: 'annotation-removed', mirror: 'annotation-added', ...NONE },
  symmetric('annotation-changed', NONE),
] as const satisfies readonly Kind[];

export type ChangeId = (typeof KINDS)[number]['id'];

const BY_ID: ReadonlyMap<string, Kind> = new Map(KINDS.map((kind) => [kind.id, kind]));

export function kindOf(change: ChangeId): Kind {
  const kind = BY_ID.get(change);
  if (kind === undefined) throw new Error(`no kind of change is called ${change}`);
  return kind;
}

/** Two kinds of which the first lets fewer documents through and the second is its reverse. */
function mirrored<const Narrower extends string, const Wider extends string>(narrower: Narrower, wider: Wider) {
  return [
    { id: narrower, mirror: wider, ...REJECTS },
    { id: wider, mirror: narrower, ...ACCEPTS },
  ] as const;
}

/** A kind whose reverse is of the same kind. */
function symmetric<const Id extends string>(id: Id, effects: Effects, changesOutputs = false) {
  return { id, mirror: id, ...effects, changesOutputs } as const;
}
