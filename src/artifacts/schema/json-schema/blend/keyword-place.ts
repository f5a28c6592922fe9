/** Where a pointer leads in a schema file: which of its tokens are keywords and which are names. */
import { pointerTokens, toPointer } from '../../../../document/pointer.ts';
import { DATA, DEFINITIONS, MAPS } from '../keywords.ts';

export interface KeywordPlace {
  /** Pointer of the schema that has the keyword. */
  readonly schema: string;
  /** Empty for the root itself. */
  readonly keyword: string;
  /** The pointer leads to a whole definition, or to all of them. */
  readonly isDefinition: boolean;
}

/** The innermost keyword on the way to a pointer. */
export function keywordAt(pointer: string): KeywordPlace {
  const tokens = pointerTokens(pointer);
  let last = 0;
  for (let next = 0; next < tokens.length; ) {
    last = next;
    const keyword = tokens[next] ?? '';
    if (DATA.includes(keyword)) break;
    const holdsMany = MAPS.includes(keyword) || /^\d+$/.test(tokens[next + 1] ?? '');
    next += holdsMany ? 2 : 1;
  }
  const keyword = tokens[last] ?? '';
  const isDefinition = DEFINITIONS.includes(keyword) && tokens.length - last <= 2;
  return { schema: toPointer(tokens.slice(0, last)), keyword, isDefinition };
}

/** `file#/a/b` → `file#`, `file#/a`, `file#/a/b`. */
export function waysTo(place: string): string[] {
  const start = place.indexOf('#') + 1;
  const tokens = pointerTokens(place.slice(start));
  const file = place.slice(0, start);
  return Array.from({ length: tokens.length + 1 }, (_, length) => file + toPointer(tokens.slice(0, length)));
}
