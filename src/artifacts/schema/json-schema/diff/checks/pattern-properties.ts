/** `patternProperties`, matched by the text of the pattern. */
import type { Effects } from '../effects.ts';
import { type Finding, inBase, inHead, type Pair } from '../finding.ts';
import { inner, namesIn } from '../view.ts';
import { isForAll } from './rest.ts';

export function checkPatternProperties(pair: Pair): Finding[] {
  // A pattern for every name says what `additionalProperties` says where nothing else is said of names.
  const isRest = isForAll(pair.base) && isForAll(pair.head);
  const base = isRest ? [] : namesIn(pair.base, 'patternProperties');
  const head = isRest ? [] : namesIn(pair.head, 'patternProperties');
  const findings: Finding[] = [];
  for (const pattern of head) {
    const tokens = ['patternProperties', pattern];
    const place = inner(pair.head, ...tokens);
    if (base.includes(pattern)) {
      findings.push(...pair.compare(inner(pair.base, ...tokens), place));
      continue;
    }
    // Names that match were judged as additional ones, or, where `properties` lists them, not by this at all.
    const rest = pair.relate(inner(pair.base, 'additionalProperties'), place);
    const effects: Effects = { accepts: rest.accepts, rejects: pair.relate(undefined, place).rejects };
    findings.push(inHead(pair, 'pattern-property-added', tokens, `properties like ${pattern} were added`, effects));
  }
  for (const pattern of base.filter((name) => !head.includes(name))) {
    const tokens = ['patternProperties', pattern];
    const place = inner(pair.base, ...tokens);
    const rest = pair.relate(place, inner(pair.head, 'additionalProperties'));
    const effects: Effects = { accepts: pair.relate(place, undefined).accepts, rejects: rest.rejects };
    findings.push(inBase(pair, 'pattern-property-removed', tokens, `properties like ${pattern} were removed`, effects));
  }
  return findings;
}
