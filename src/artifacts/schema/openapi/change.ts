/** A change between two documents, and who takes down what is found. */
import { toPointer } from '../../../document/pointer.ts';
import type { Compatibility } from '../../engine.ts';
import { isObject, own } from '../json-schema/keywords.ts';
import { keyOf, type Place } from '../json-schema/library.ts';
import { comparing } from './comparing.ts';
import type { Direction, Document } from './document.ts';
import type { Operation } from './operations.ts';

export interface Change {
  readonly change: string;
  readonly message: string;
  /** `GET /users/{id}`; empty for what concerns the document. */
  readonly operation: string;
  /** Where it stands, in head, or in base for what is gone. */
  readonly place: Place;
  readonly pointer: string;
  /** What it is about on either side, as `file#pointer`; not where it was added, or is gone. */
  readonly spots: Readonly<Record<'base' | 'head', string | undefined>>;
  /** The place in head whose lines are shown. */
  readonly shown: Place;
  readonly compatibility: Compatibility;
  /** Head newly takes calls that base refuses; undefined where only traffic tells. */
  readonly accepts: boolean | undefined;
  /** Head newly refuses calls, or answers what base did not promise. */
  readonly rejects: boolean | undefined;
  /** As of an edit. */
  readonly describes?: true;
}

/** Where something stands; `key` where it is no more than this member of it. */
export interface Sides {
  readonly base?: Place;
  readonly head?: Place;
  readonly key?: string;
  /** As of a change, where its name does not say so. */
  readonly accepts?: boolean;
}

/** Two documents that are compared, and what was found so far. */
export class Comparison {
  readonly changes: Change[] = [];
  /** What differs between two schemas, by who reads them. */
  readonly schemas: Readonly<Record<Direction, ReturnType<typeof comparing>>>;

  constructor(base: Document, head: Document) {
    this.schemas = { request: comparing(base, head, 'request'), response: comparing(base, head, 'response') };
  }

  tell(
    change: string,
    operation: Operation,
    { key, accepts = false, ...sides }: Sides,
    shown: Place,
    compatibility: Compatibility,
    message: string,
  ): void {
    const whole = change.startsWith('api-');
    const place = sides.head ?? sides.base ?? operation.place;
    const below = key === undefined ? '' : toPointer([key]);
    this.changes.push({
      change,
      message,
      operation: whole ? '' : named(operation),
      place,
      pointer: place.pointer,
      spots: { base: sides.base && keyOf(sides.base) + below, head: sides.head && keyOf(sides.head) + below },
      shown,
      compatibility,
      accepts: accepts || ACCEPTING.test(change),
      rejects: compatibility === 'breaking',
      ...(change === 'annotation-changed' && DESCRIBING.has(key ?? '') && { describes: true }),
    });
  }
}

const DESCRIBING: ReadonlySet<string> = new Set(['deprecated', 'description', 'externalDocs', 'summary', 'tags']);
const ACCEPTING =
  /^(api|parameter|request-body|request-media-type)-added$|^(parameter|request-body)-optional$|^request-schema-removed$|^response-header-required$/;

export function named({ method, path }: Operation): string {
  return `${method} ${path}`;
}

/** What stands below a place; undefined for nothing. */
export function at(place: Place, tokens: readonly string[]): Place | undefined {
  const value = tokens.reduce<unknown>(
    (inner, token) => (isObject(inner) ? own(inner, token) : undefined),
    place.schema,
  );
  return value === undefined ? undefined : { ...place, pointer: place.pointer + toPointer(tokens), schema: value };
}
