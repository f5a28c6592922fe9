/**
 * Which fields of the input the traffic can be sliced by, judged from the first few thousand records: scalars with few
 * values, and numbers. Identifiers, free text and whatever else could point at somebody is left out.
 */
import { toPointer } from '../../document/pointer.ts';
import { type CellKey, cellKey } from '../evidence/cell.ts';

/** What was seen at one place. Plain data; parts of several files add up in any order. */
export interface FieldParts {
  readonly pointer: string;
  /** Records with a scalar here. */
  readonly present: number;
  readonly numbers: number;
  /** Different values that are no numbers, and one more than are of use where there are more. */
  readonly texts: readonly (string | boolean | null)[];
  /** Some text is too long, or looks like an address. */
  readonly unfit: boolean;
}

const MOST_VALUES = 50;
const LONGEST_TEXT = 60;
const DEEPEST = 4;
/** Places beyond these are not looked at; an object with so many members is a table of its own. */
const MOST_PLACES = 500;
const MOST_FIELDS = 30;

/** A last member that names somebody or something single: `id`, `user_id`, `email`, and in camel case `customerId`. */
const IDENTIFYING = /(?:^|[_.-])(?:ids?|uuid|guid|key|hash|token|email|phone|iban|ssn)$/i;
const IDENTIFYING_END = /[a-z\d](?:I[dD]s?|Uuid|UUID|Guid|Key|Hash|Token|Email|Phone)$/;

export class FieldSurvey {
  readonly #places = new Map<string, Place>();

  /** Adds what stands in a request's input. */
  add(input: unknown): void {
    this.#walk(input, []);
  }

  export(): FieldParts[] {
    return [...this.#places].map(([pointer, { present, numbers, texts, unfit }]) => ({
      pointer,
      present,
      numbers,
      texts: [...texts],
      unfit,
    }));
  }

  absorb(parts: readonly FieldParts[]): void {
    for (const { pointer, present, numbers, texts, unfit } of parts) {
      const place = this.#at(pointer);
      place.present += present;
      place.numbers += numbers;
      for (const text of texts) place.texts.add(text);
      place.unfit ||= unfit;
    }
  }

  /** Pointers in the input, most often present first; `except` and what is below is left out. At most thirty. */
  finish(except: readonly string[]): string[] {
    return [...this.#places]
      .filter(([pointer, place]) => isFit(pointer, place) && !except.some((other) => isBelow(pointer, other)))
      .sort(([a, one], [b, two]) => two.present - one.present || depth(a) - depth(b) || (a < b ? -1 : 1))
      .slice(0, MOST_FIELDS)
      .map(([pointer]) => pointer);
  }

  #walk(value: unknown, tokens: readonly string[]): void {
    if (typeof value !== 'object' || value === null) {
      if (value !== undefined && tokens.length > 0) this.#see(toPointer(tokens), cellKey(value));
      return;
    }
    if (Array.isArray(value) || tokens.length === DEEPEST) return;
    for (const [key, inner] of Object.entries(value)) this.#walk(inner, [...tokens, key]);
  }

  #see(pointer: string, value: CellKey): void {
    if (!this.#places.has(pointer) && this.#places.size >= MOST_PLACES) return;
    const place = this.#at(pointer);
    place.present += 1;
    if (typeof value === 'number' || typeof value === 'bigint') place.numbers += 1;
    else if (typeof value !== 'object' || value === null) {
      if (typeof value === 'string') place.unfit ||= value.length > LONGEST_TEXT || value.includes('@');
      if (place.texts.size <= MOST_VALUES) place.texts.add(value);
    }
  }

  #at(pointer: string): Place {
    const known = this.#places.get(pointer);
    if (known) return known;
    const place: Place = { present: 0, numbers: 0, texts: new Set(), unfit: false };
    this.#places.set(pointer, place);
    return place;
  }
}

interface Place {
  present: number;
  numbers: number;
  readonly texts: Set<string | boolean | null>;
  unfit: boolean;
}

function isFit(pointer: string, { texts, unfit }: Place): boolean {
  return !unfit && texts.size <= MOST_VALUES && !isIdentifying(pointer);
}

/** Whether the last member of a pointer is called like what names somebody or something single. */
export function isIdentifying(pointer: string): boolean {
  const name = pointer.slice(pointer.lastIndexOf('/') + 1);
  return IDENTIFYING.test(name) || IDENTIFYING_END.test(name);
}

function isBelow(pointer: string, other: string): boolean {
  return pointer === other || pointer.startsWith(`${other}/`);
}

function depth(pointer: string): number {
  return pointer.split('/').length;
}
