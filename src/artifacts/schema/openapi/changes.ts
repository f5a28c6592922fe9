/** What differs between two documents, operation by operation. The directions are those of who calls. */
import { equal } from '../../../document/equal.ts';
import { isObject, own } from '../json-schema/keywords.ts';
import { at, type Change, Comparison, named } from './change.ts';
import { compareBodies } from './compare-bodies.ts';
import { compareParameters } from './compare-parameters.ts';
import { compareResponses } from './compare-responses.ts';
import type { Document } from './document.ts';
import { type Operation, operationsOf } from './operations.ts';
import { pathKey } from './path-key.ts';

export function changesBetween(base: Document, head: Document): Change[] {
  const [before, after] = [byKey(operationsOf(base)), byKey(operationsOf(head))];
  const comparison = new Comparison(base, head);
  const root = head.libraries.request.root;
  for (const [key, operation] of after) {
    const was = before.get(key);
    if (was) compareOperations(comparison, was, operation);
    else {
      const message = `${named(operation)} was added`;
      comparison.tell('api-added', operation, { head: operation.place }, operation.place, 'safe', message);
    }
  }
  for (const [key, operation] of before) {
    if (after.has(key)) continue;
    const shown = at(root, ['paths', operation.path]) ?? at(root, ['paths']) ?? root;
    const message = `${named(operation)} was removed`;
    comparison.tell('api-removed', operation, { base: operation.place }, shown, 'breaking', message);
  }
  return comparison.changes;
}

function compareOperations(comparison: Comparison, was: Operation, is: Operation): void {
  compareParameters(comparison, was, is);
  compareBodies(comparison, was, is);
  for (const [status, response] of is.responses) {
    const former = was.responses.get(status);
    if (former) compareResponses(comparison, is, status, former, response);
    else
      comparison.tell(
        'response-added',
        is,
        { head: response.place },
        response.place,
        'safe',
        `response ${status} was added`,
      );
  }
  for (const [status, response] of was.responses) {
    if (is.responses.has(status)) continue;
    const level = /^2/.test(status) ? 'breaking' : 'safe';
    comparison.tell(
      'response-removed',
      is,
      { base: response.place },
      is.place,
      level,
      `response ${status} was removed`,
    );
  }
  compareRest(comparison, was, is);
}

/** What else stands there describes, but for who may call. */
function compareRest(comparison: Comparison, was: Operation, is: Operation): void {
  const [before, after] = [was.place.schema, is.place.schema];
  if (!isObject(before) || !isObject(after)) return;
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (COMPARED.has(key) || equal(own(before, key), own(after, key))) continue;
    const isAdded = !Object.hasOwn(before, key);
    const verb = isAdded ? 'was added' : Object.hasOwn(after, key) ? 'is another' : 'was removed';
    const place = at(is.place, [key]);
    const level = RISKY.has(key) ? 'risky' : 'safe';
    const change = key === 'security' ? 'security-changed' : 'annotation-changed';
    comparison.tell(change, is, { base: was.place, head: is.place, key }, place ?? is.place, level, `${key} ${verb}`);
  }
}

const COMPARED: ReadonlySet<string> = new Set(['parameters', 'requestBody', 'responses', 'consumes', 'produces']);
const RISKY: ReadonlySet<string> = new Set(['security', 'servers', 'schemes', 'callbacks']);

function byKey(operations: readonly Operation[]): Map<string, Operation> {
  return new Map(operations.map((one) => [`${one.method} ${pathKey(one.path)}`, one]));
}
