import { describe, expect, it } from 'vitest';
import { literalResults, readsOf } from '../../../src/artifacts/rules/json-logic/reads.ts';
import { operators } from '../../../src/artifacts/rules/json-logic-engine/names.ts';
import { dialect as compiled } from '../../../src/artifacts/rules/json-logic-engine/operators.ts';

describe('what a rule reads', () => {
  it.each<[string, unknown, string[][]]>([
    ['paths and defaults', { '+': [{ var: 'a.b' }, { var: ['c', { var: 'd' }] }] }, [['a', 'b'], ['c'], ['d']]],
    ['each path once', { '<': [{ var: 'a' }, { var: 'a' }] }, [['a']]],
    ['lists, but not what their items hold', { some: [{ var: 'legs' }, { '>': [{ var: 'delay' }, 1] }] }, [['legs']]],
    ['what may be missing', { missing: ['a', 'b'] }, [['a'], ['b']]],
    ['paths as lists', { val: ['a', 'b'] }, [['a', 'b']]],
    ['nothing inside literal objects, which are data', { if: [true, { x: { var: 'a' }, y: 1 }] }, []],
    ['each member of a mapping', { eachKey: { x: { var: 'a' }, y: { var: 'b' } } }, [['a'], ['b']]],
    ['nothing where the whole document is meant', { var: '' }, []],
  ])('%s', (_name, rule, reads) => {
    expect(readsOf(rule)).toEqual(reads);
  });
});

describe('literal results of a rule', () => {
  it.each<[string, unknown, unknown[]]>([
    ['branches, however deep', { if: [{ var: 'a' }, 'x', { if: [{ var: 'b' }, 'y', 'z'] }] }, ['x', 'y', 'z']],
    ['a comparison is true or false', { '>': [{ var: 'a' }, 1] }, [true, false]],
    ['what is read may be anything', { if: [{ var: 'a' }, { var: 'b' }, 1] }, [1]],
  ])('%s', (_name, rule, results) => {
    expect(literalResults(rule)).toEqual(results);
  });
});

it('the operators by which the engine is recognised are those of its library', () => {
  expect(operators).toEqual(compiled.operators);
});
