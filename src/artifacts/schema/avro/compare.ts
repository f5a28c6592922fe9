/** What differs between two Avro schemas, one finding for each change, with what it does to readers on either side. */
import { isDeepStrictEqual } from 'node:util';
import { type Change, type Finding, SHIFTS } from './finding.ts';
import {
  branchesOf,
  describe,
  describeLogical,
  type EnumSchema,
  type Field,
  type FixedSchema,
  isNamed,
  type Logical,
  type NamedSchema,
  type Place,
  type RecordSchema,
  type Schema,
} from './model.ts';
import { counterpart, hasUnknownSymbol, isCalled, Resolution, writtenFor } from './resolution.ts';

export function compareSchemas(base: Schema, head: Schema): readonly Finding[] {
  return new Comparison().run(base, head);
}

interface Effects {
  readonly accepts: boolean;
  readonly rejects: boolean;
}

const NONE: Effects = { accepts: false, rejects: false };

class Comparison {
  readonly #resolution = new Resolution();
  readonly #findings: Finding[] = [];
  /** Named types that were compared already, wherever else they are named. */
  readonly #seen = new Map<Schema, Set<Schema>>();

  run(base: Schema, head: Schema): readonly Finding[] {
    this.#compare(base, head, '');
    // A change in a part that another part makes up for is none to readers of the whole.
    const { accepts, rejects } = this.#effects(base, head);
    return this.#findings.map((found) => ({
      ...found,
      accepts: found.accepts && accepts,
      rejects: found.rejects && rejects,
    }));
  }

  #effects(base: Schema, head: Schema): Effects {
    return { accepts: !this.#resolution.reads(base, head), rejects: !this.#resolution.reads(head, base) };
  }

  /** @param of what the messages call the place: `Flight.delay` */
  #compare(base: Schema, head: Schema, of: string): void {
    if (base.kind === 'union' || head.kind === 'union') this.#unions(base, head, of);
    else if (base.kind === 'array' && head.kind === 'array') this.#compare(base.items, head.items, `${of}[]`);
    else if (base.kind === 'map' && head.kind === 'map') this.#compare(base.values, head.values, `${of}{}`);
    else if (base.kind !== head.kind) this.#typeChanged(base, head, of, this.#effects(base, head));
    else if (isNamed(base) && isNamed(head)) this.#named(base, head, of);
    else this.#logical(base, head, of);
  }

  #typeChanged(base: Schema, head: Schema, of: string, effects: Effects): void {
    const { accepts, rejects } = effects;
    const change = accepts === rejects ? 'type-changed' : rejects ? 'type-narrowed' : 'type-promoted';
    this.#add(change, `${said(of)}${describe(base)} became ${describe(head)}`, { head, base, ...effects });
  }

  #named(base: NamedSchema, head: NamedSchema, of: string): void {
    const seen = this.#seen.get(base) ?? new Set();
    this.#seen.set(base, seen);
    if (seen.has(head)) return;
    seen.add(head);
    const canRead = { rejects: !isCalled(head, base), accepts: !isCalled(base, head) };
    if (base.name.short !== head.name.short) {
      const alias = canRead.rejects ? '' : ', which keeps the old name as an alias';
      const message = `${said(of)}${base.kind} ${base.name.short} became ${head.name.short}${alias}`;
      this.#add('type-renamed', message, { base, head, key: '/name', ...canRead });
      // Two types that no reader takes for one another.
      if (canRead.rejects && canRead.accepts) return;
    } else if (base.name.full !== head.name.full) {
      const message = `${base.name.full} became ${head.name.full}, which readers that go by full names take for another type`;
      this.#add('namespace-changed', message, { base, head, ...NONE });
    }
    this.#aliases(base, head, head.name.short);
    if (base.kind === 'record' && head.kind === 'record') this.#records(base, head);
    if (base.kind === 'enum' && head.kind === 'enum') this.#enums(base, head);
    if (base.kind === 'fixed' && head.kind === 'fixed') this.#fixed(base, head);
  }

  #records(base: RecordSchema, head: RecordSchema): void {
    const taken = new Set<Field>();
    const name = head.name.short;
    for (const field of head.fields.values()) {
      const written = base.fields.get(field.name) ?? renamedFrom(field, base, head);
      if (written) taken.add(written);
      if (written) this.#fields(written, field, base, head);
      else this.#fieldAdded(field, base, head);
    }
    for (const field of base.fields.values()) {
      if (taken.has(field)) continue;
      const accepts = this.#lacks(field, head);
      const why = accepts && field.fallback === undefined ? '; readers of base have no default for it' : '';
      this.#add('field-removed', `${name}.${field.name} removed${why}`, {
        base: field,
        head,
        key: '/fields',
        isRemoved: true,
        accepts,
        rejects: false,
      });
    }
  }

  #fieldAdded(field: Field, base: RecordSchema, head: RecordSchema): void {
    const rejects = this.#lacks(field, base);
    const filler = field.fallback ? `with default ${show(field.fallback.value)}` : 'without a default';
    const message = `${head.name.short}.${field.name} added ${filler}`;
    this.#add('field-added', message, { head: field, accepts: false, rejects });
  }

  /** Whether a reader's field can't be had from this writer: by its own name, where an alias leads, or by its default. */
  #lacks(field: Field, writer: RecordSchema): boolean {
    const written = writtenFor(field, writer);
    return written ? !this.#resolution.reads(field.type, written.type) : field.fallback === undefined;
  }

  #fields(base: Field, head: Field, before: RecordSchema, after: RecordSchema): void {
    const of = `${after.name.short}.${head.name}`;
    if (base.name !== head.name) {
      const accepts = this.#lacks(base, after);
      const message = `${before.name.short}.${base.name} renamed to ${head.name}, which keeps the old name as an alias`;
      this.#add('field-renamed', message, { base, head, key: '/name', accepts, rejects: false });
    }
    this.#defaults(base, head, of);
    this.#aliases(base, head, of);
    this.#compare(base.type, head.type, of);
  }

  #defaults(base: Field, head: Field, of: string): void {
    const [from, to] = [base.fallback, head.fallback];
    const key = '/default';
    if (!from && to) this.#add('default-added', `${of}: default ${show(to.value)} added`, { base, head, key, ...NONE });
    if (from && !to) {
      const message = `${of}: default ${show(from.value)} removed, which older messages without it need`;
      this.#add('default-removed', message, { base, head, baseKey: key, isRemoved: true, ...NONE });
    }
    if (!from || !to || isDeepStrictEqual(from.value, to.value)) return;
    const message = `${of}: default ${show(from.value)} became ${show(to.value)}`;
    this.#add('default-changed', message, { base, head, key, ...NONE });
  }

  /** An alias that a rename leaves behind is part of that. */
  #aliases(base: NamedSchema | Field, head: NamedSchema | Field, of: string): void {
    const nameOf = (of: NamedSchema | Field): string => (typeof of.name === 'string' ? of.name : of.name.full);
    for (const alias of head.aliases) {
      if (base.aliases.includes(alias) || alias === nameOf(base)) continue;
      this.#add('alias-added', `${of}: alias ${alias} added`, { base, head, key: '/aliases', ...NONE });
    }
    for (const alias of base.aliases) {
      if (head.aliases.includes(alias) || alias === nameOf(head)) continue;
      const message = `${of}: alias ${alias} removed, by which older messages are read`;
      this.#add('alias-removed', message, { base, head, baseKey: '/aliases', isRemoved: true, ...NONE });
    }
  }

  #enums(base: EnumSchema, head: EnumSchema): void {
    const name = head.name.short;
    for (const [index, symbol] of [...head.symbols].entries()) {
      if (base.symbols.has(symbol)) continue;
      const accepts = hasUnknownSymbol(base, head);
      const why = accepts ? '' : `, which readers of base take for ${base.fallback}`;
      const message = `symbol ${symbol} of ${name} added${why}`;
      this.#add('symbol-added', message, { head, key: `/symbols/${index}`, accepts, rejects: false });
    }
    for (const [index, symbol] of [...base.symbols].entries()) {
      if (head.symbols.has(symbol)) continue;
      const rejects = hasUnknownSymbol(head, base);
      const why = rejects ? '' : `, which is read as ${head.fallback}`;
      const message = `symbol ${symbol} of ${name} removed${why}`;
      this.#add('symbol-removed', message, {
        base,
        head,
        key: '/symbols',
        baseKey: `/symbols/${index}`,
        isRemoved: true,
        accepts: false,
        rejects,
      });
    }
    const [from, to] = [base.fallback, head.fallback];
    if (from === to) return;
    const change =
      from === undefined ? 'enum-default-added' : to === undefined ? 'enum-default-removed' : 'enum-default-changed';
    this.#add(change, `${name}: default ${from ?? 'none'} became ${to ?? 'none'}`, {
      base,
      head,
      key: '/default',
      ...NONE,
    });
  }

  #fixed(base: FixedSchema, head: FixedSchema): void {
    const key = '/size';
    if (base.size !== head.size) {
      const message = `${head.name.short}: ${base.size} bytes became ${head.size}`;
      this.#add('size-changed', message, { base, head, key, accepts: true, rejects: true });
    }
    this.#logical(base, head, head.name.short);
  }

  /** Bytes are read as before; whoever knows the logical type makes something else of them. */
  #logical(base: Schema, head: Schema, of: string): void {
    const [from, to] = [logicalIn(base), logicalIn(head)];
    if (isDeepStrictEqual(from, to)) return;
    const change = !from ? 'logical-type-added' : to ? 'logical-type-changed' : 'logical-type-removed';
    const message = `${said(of)}${from ? describeLogical(from) : base.kind} became ${to ? describeLogical(to) : head.kind}`;
    this.#add(change, message, { base, head, ...NONE });
  }

  #unions(base: Schema, head: Schema, of: string): void {
    const [gone, fresh] = [new Set(branchesOf(base)), new Set(branchesOf(head))];
    for (const branch of branchesOf(head)) {
      const former = counterpart(branch, base);
      if (!former || !gone.has(former)) continue;
      gone.delete(former);
      fresh.delete(branch);
      this.#compare(former, branch, of);
    }
    for (const branch of fresh) {
      const former = [...gone].find((one) => this.#isPromotion(one, branch));
      if (!former) continue;
      gone.delete(former);
      fresh.delete(branch);
      const effects = {
        accepts: !this.#resolution.reads(base, branch),
        rejects: !this.#resolution.reads(head, former),
      };
      this.#typeChanged(former, branch, of, effects);
    }
    for (const branch of fresh) {
      const accepts = !this.#resolution.reads(base, branch);
      this.#add('branch-added', `${said(of)}${describe(branch)} added`, { head: branch, accepts, rejects: false });
    }
    for (const branch of gone) {
      const rejects = !this.#resolution.reads(head, branch);
      const message = `${said(of)}${describe(branch)} removed`;
      this.#add('branch-removed', message, { base: branch, head, isRemoved: true, accepts: false, rejects });
    }
  }

  #isPromotion(one: Schema, other: Schema): boolean {
    return this.#resolution.reads(one, other) || this.#resolution.reads(other, one);
  }

  #add(
    change: Change,
    message: string,
    place: Effects & {
      readonly head: Place;
      readonly base?: Place;
      /** What of the head place it is about. */
      readonly key?: string;
      readonly isRemoved?: boolean;
      /** Of base, where that is another: of something removed it is not `key`. */
      readonly baseKey?: string;
    },
  ): void {
    const { head, base, key = '', isRemoved = false, baseKey = isRemoved ? '' : key, accepts, rejects } = place;
    const at = { source: head.source, pointer: head.pointer + key };
    this.#findings.push({
      ...{ change, message, at, accepts, rejects },
      ...(base && { base: { source: base.source, pointer: base.pointer + baseKey } }),
      ...(!isRemoved && { head: at }),
      shifts: SHIFTS[change],
    });
  }
}

/** Base's field that an alias leads to, where head has none of that name itself. */
function renamedFrom(field: Field, base: RecordSchema, head: RecordSchema): Field | undefined {
  const written = writtenFor(field, base);
  return written && head.fields.has(written.name) ? undefined : written;
}

function logicalIn(schema: Schema): Logical | undefined {
  return 'logical' in schema ? schema.logical : undefined;
}

function said(of: string): string {
  return of === '' ? '' : `${of}: `;
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
