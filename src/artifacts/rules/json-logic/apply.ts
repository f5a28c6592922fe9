/**
 * Shows a rule what it reads: the document's members, and the params as a member of that name, whatever the document
 * itself has there. What is no mapping has no members, so params cannot be read beside it.
 *
 * Whole numbers that no double keeps come as bigints, and production decides on the doubles next to them: it reads the same
 * text by JSON.parse. What a rule only hands on keeps its digits.
 */
import { holdsBigint, inDoubles } from '../../../document/doubles.ts';
import { equal } from '../../../document/equal.ts';
import type { Document } from '../../engine.ts';
import { compileSight, type Members } from '../sight.ts';
import type { Dialect } from './dialect.ts';
import { namesIn, pathsRead } from './names-read.ts';

/** A rule made ready; `params` are undefined where the pipeline has none. */
export type Apply = (document: Document, params: unknown) => unknown;

/** @param evaluate the rule as its library evaluates it */
export function applyTo(evaluate: (data: unknown) => unknown, rule: unknown, dialect: Dialect): Apply {
  const applyWhole: Apply = (document, params) => {
    const data = params === undefined || !isMapping(document) ? document : { ...document, params };
    return holdsBigint(data) ? applyRounded(evaluate, data) : evaluate(data);
  };
  const paths = pathsRead(rule, dialect);
  const sight = paths && compileSight(namesIn(paths), paths);
  if (!sight) return applyWhole;
  return (document, params) => {
    if (!isMapping(document)) return applyWhole(document, params);
    const seen = sight.see(document, params);
    return sight.holdsBigint(seen) ? applyRounded(evaluate, seen) : evaluate(seen);
  };
}

function isMapping(document: Document): document is Members {
  return typeof document === 'object' && document !== null && !Array.isArray(document);
}

function applyRounded(evaluate: (data: unknown) => unknown, data: unknown): unknown {
  const value = evaluate(inDoubles(data));
  try {
    const exact = evaluate(data);
    return equal(inDoubles(exact), value) ? exact : value;
  } catch {
    // JavaScript does not calculate with bigints and doubles together.
    return value;
  }
}
