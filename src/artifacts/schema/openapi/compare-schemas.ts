/** What differs in the schemas of a parameter, a header or a body, as changes of the operation that has it. */
import { toPointer } from '../../../document/pointer.ts';
import type { Compatibility } from '../../engine.ts';
import { siteOf } from '../json-schema/blend/site.ts';
import { type Effect, swap } from '../json-schema/diff/effects.ts';
import { type Finding, onlyDescribes } from '../json-schema/diff/finding.ts';
import { kindOf } from '../json-schema/diff/kinds.ts';
import type { Place } from '../json-schema/library.ts';
import { type Change, type Comparison, named } from './change.ts';
import type { Direction } from './document.ts';
import type { Content, Operation } from './operations.ts';

export function compareContent(
  comparison: Comparison,
  direction: Direction,
  is: Operation,
  what: string,
  was: Content,
  content: Content,
  holder: Place,
): void {
  for (const [media, { place, schema }] of content) {
    const former = was.get(media);
    if (former) compareSlots(comparison, direction, is, `${what} body`, former.schema, schema);
    else
      comparison.tell(
        `${direction}-media-type-added`,
        is,
        { head: place },
        place,
        'safe',
        `${what} ${media} was added`,
      );
  }
  for (const [media, { place }] of was) {
    if (content.has(media)) continue;
    comparison.tell(
      `${direction}-media-type-removed`,
      is,
      { base: place },
      holder,
      'breaking',
      `${what} ${media} was removed`,
    );
  }
}

export function compareSlots(
  comparison: Comparison,
  direction: Direction,
  is: Operation,
  what: string,
  was: Place | undefined,
  schema: Place | undefined,
): void {
  if (!was || !schema) {
    const place = schema ?? was;
    if (!place) return;
    const narrows = schema !== undefined;
    const breaks = narrows === (direction === 'request');
    const message = `${what}: schema was ${narrows ? 'added' : 'removed'}`;
    const change = `${direction}-schema-${narrows ? 'added' : 'removed'}`;
    comparison.tell(
      change,
      is,
      schema ? { head: schema } : { base: place },
      schema ?? is.place,
      breaks ? 'breaking' : 'safe',
      message,
    );
    return;
  }
  for (const found of comparison.schemas[direction](was, schema))
    comparison.changes.push(changeOf(direction, is, what, found));
}

function changeOf(direction: Direction, is: Operation, what: string, found: Finding): Change {
  const { side, base, head, tokens } = found;
  const place = side === 'head' ? head : base;
  const lasting = side === 'head' ? tokens : tokens.slice(0, -1);
  const { accepts, rejects } = direction === 'request' ? found : swap(found);
  const site = siteOf(found);
  return {
    change: `${direction}-${found.change}`,
    message: found.message,
    operation: `${named(is)} ${what}`,
    place,
    pointer: place.pointer + toPointer(tokens),
    spots: { base: site.base.region, head: site.head.region },
    shown: { ...head, pointer: head.pointer + toPointer(lasting) },
    compatibility: weigh(direction, found, rejects),
    accepts: decided(accepts),
    rejects: decided(rejects),
    ...(onlyDescribes(found) && { describes: true }),
  };
}

/**
 * A property that is gone from an answer breaks who reads it, which nobody knows of one that was never sure to be there: where
 * it was required, that is a change of its own.
 */
function weigh(direction: Direction, { change }: Finding, rejects: Effect): Compatibility {
  if (change === 'property-removed') return 'risky';
  if (change === 'property-added') return direction === 'request' ? 'risky' : 'safe';
  if (rejects === 'yes') return 'breaking';
  return rejects === 'maybe' || kindOf(change).changesOutputs ? 'risky' : 'safe';
}

function decided(effect: Effect): boolean | undefined {
  return effect === 'maybe' ? undefined : effect === 'yes';
}
