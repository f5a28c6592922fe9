import jsonLogic, { type RulesLogic } from 'json-logic-js';
import { describe, expect, test, vi } from 'vitest';
import { jsonLogicEngine } from '../../../src/artifacts/rules/json-logic-engine/index.ts';
import { jsonLogicJs } from '../../../src/artifacts/rules/json-logic-js/index.ts';
import { dialect } from '../../../src/artifacts/rules/json-logic-js/operators.ts';
import { artifactOf, runOn, valuesOf } from '../artifact.ts';

const both = [jsonLogicJs, jsonLogicEngine] as const;

describe.each(both)('$id', (engine) => {
  test('an object with several keys is a decision', async () => {
    const rule = {
      if: [{ '>=': [{ var: 'delay' }, 180] }, { tier: 'short', amount: 250 }, { tier: 'none', amount: 0 }],
    };

    expect(await valuesOf(engine, rule, [{ delay: 180 }, { delay: 179 }])).toEqual([
      { tier: 'short', amount: 250 },
      { tier: 'none', amount: 0 },
    ]);
  });

  test('what stands in a decision is not evaluated', async () => {
    expect(await valuesOf(engine, { tier: { '+': [1, 2] }, amount: 1 }, [{}])).toEqual([
      { tier: { '+': [1, 2] }, amount: 1 },
    ]);
  });

  test('params stand beside the document and read as a member of it', async () => {
    const beside = { params: { min_delay: 120 } };
    const rule = { '>=': [{ var: 'delay' }, { var: 'params.min_delay' }] };

    expect(await valuesOf(engine, rule, [{ delay: 130 }, { delay: 110 }], beside)).toEqual([true, false]);
    expect(await valuesOf(engine, { var: '' }, [{ delay: 130 }], beside)).toEqual([{ delay: 130, ...beside }]);
    expect(await valuesOf(engine, { var: '' }, [130, [1], null], beside)).toEqual([130, [1], null]);
  });

  test('params hide a member of that name, which without params is read as any other', async () => {
    const documents = [{ params: { min_delay: 10 } }];

    expect(await valuesOf(engine, { var: 'params.min_delay' }, documents, { params: { min_delay: 120 } })).toEqual([
      120,
    ]);
    expect(await valuesOf(engine, { var: 'params.min_delay' }, documents)).toEqual([10]);
  });

  test.each([
    [{ iff: [true, 1, 2] }, 'artifact.json:2:3: unknown operator `iff`', 'did you mean if?'],
    [{ if: [true, { varr: 'x' }, 2] }, 'artifact.json:5:7: unknown operator `varr`', 'did you mean var?'],
    [{ tier: 'short' }, 'artifact.json:2:3: unknown operator `tier`', 'an object with one key is an operation'],
    [{ constructor: ['x'] }, 'unknown operator `constructor`', ''],
    [{ toString: [] }, 'unknown operator `toString`', ''],
    ['{"__proto__": [1]}', 'unknown operator `__proto__`', ''],
    [{ 'var.prototype.constructor': ['x'] }, 'unknown operator', ''],
    [{ method: [{ var: 'x' }, 'toString'] }, '`method` is refused: it calls methods of the data', ''],
    [{ var: '__proto__' }, 'a path through `__proto__`', ''],
    [{ var: ['a.constructor.name', 1] }, 'a path through `constructor`', ''],
    [{ missing: ['a', 'toString'] }, 'a path through `toString`', ''],
    [{ missing_some: [1, ['a', 'valueOf']] }, 'a path through `valueOf`', ''],
  ])('refuses %j', async (rule, ...messages) => {
    for (const message of messages) await expect(engine.compile(artifactOf(engine, rule))).rejects.toThrow(message);
  });

  test('every mistake of a rule is named at once, in the order of the file', async () => {
    const rule = { and: [{ a: 1 }, { or: [{ b: 1 }, { c: 1 }] }] };
    const error = await engine.compile(artifactOf(engine, rule)).catch((reason: unknown) => reason);

    expect(error).toMatchObject({ problems: [{ line: 4 }, { line: 9 }, { line: 12 }] });
  });

  test('a path made from data does not lead out of the data', async () => {
    const documents = ['constructor', '__proto__', 'toString', 'a'].map((path) => ({ path, a: 1 }));
    const values = await valuesOf(engine, { var: { var: 'path' } }, documents);

    expect(values).toEqual([null, null, null, 1]);
    expect(await valuesOf(engine, [{ var: { var: 'path' } }], documents)).toEqual([[null], [null], [null], [1]]);
  });

  test('a document that nests deeper than the stack fails alone', async () => {
    let deep: unknown = 1;
    for (let depth = 0; depth < 100_000; depth++) deep = [deep];

    const outcomes = await runOn(engine, { var: 'x' }, [{ x: deep }, { x: 2 }]);

    expect(outcomes).toEqual([
      { outcome: 'failed', reason: 'the step gave a value nested more than 1000 levels deep' },
      { outcome: 'ok', value: 2 },
    ]);
  });

  test('a rule that nests deeper than the stack fails or does not compile', async () => {
    const rule = `${'{"!":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    const outcomes = await runOn(engine, rule, [{}]).catch((error: unknown) => String(error));

    expect(JSON.stringify(outcomes)).toContain('nested too deeply');
  });

  test('a rule that doubles a text until no text can be so long says that', async () => {
    const times = new Array(40).fill(0);
    const doubled = { reduce: [times, { cat: [{ var: 'accumulator' }, { var: 'accumulator' }] }, 'ab'] };

    expect(await runOn(engine, { if: [{ var: 'x' }, doubled, 0] }, [{ x: 1 }])).toEqual([
      { outcome: 'failed', reason: 'the rule makes a text that is too long' },
    ]);
  });

  test('a whole number that no double keeps is given back as it is and calculated with as a double', async () => {
    const documents = [{ id: 9007199254740993n }];

    expect(await valuesOf(engine, { var: 'id' }, documents)).toEqual([9007199254740993n]);
    for (const rule of [{ '-': [{ var: 'id' }, 1] }, { max: [{ var: 'id' }, 9007199254740991] }])
      expect(await valuesOf(engine, rule, documents)).toEqual([9007199254740992 - ('-' in rule ? 1 : 0)]);
    expect(await valuesOf(engine, { '>': [{ var: 'id' }, 9007199254740991] }, documents)).toEqual([true]);
  });

  test('nothing is null', async () => {
    expect(await valuesOf(engine, { var: 'absent' }, [{}, undefined, null])).toEqual([null, null, null]);
    expect(await valuesOf(engine, { if: [] }, [{}])).toEqual([null]);
  });

  test('rules are read from YAML too', async () => {
    const path = 'rule.yaml';
    const stage = await engine.compile(artifactOf(engine, 'if:\n  - var: late\n  - short\n  - none\n', path));

    expect(await stage.run([{ late: true }])).toEqual([{ outcome: 'ok', value: 'short' }]);
    await expect(engine.compile(artifactOf(engine, 'if:\n  - vra: late\n', path))).rejects.toThrow('rule.yaml:2:5: ');
  });
});

describe.each(both)('$id on integers that a double does not hold', (engine) => {
  const document = { id: 9007199254740993n, n: 2 };

  test.each([
    [{ var: 'id' }, 9007199254740993n],
    [{ '>': [{ var: 'id' }, 5] }, true],
    // As production computes, which reads the same text by JSON.parse.
    [{ '-': [{ var: 'id' }, { var: 'n' }] }, 9007199254740990],
    [{ '/': [{ var: 'id' }, 2] }, 4503599627370496],
    [{ max: [{ var: 'id' }, 5] }, 9007199254740992],
    // JSON.parse takes 9007199254740993 for 9007199254740992, in requests as in rules.
    [{ '==': [{ var: 'id' }, 9007199254740992] }, true],
    [{ '===': [{ var: 'id' }, 9007199254740992] }, true],
    [{ '>': [{ var: 'id' }, 9007199254740992] }, false],
    [{ in: [{ var: 'id' }, [9007199254740992]] }, true],
    [{ cat: [{ var: 'id' }] }, '9007199254740992'],
    [{ '%': [{ var: 'id' }, 2] }, 0],
    [{ map: [[1], { var: '' }] }, [1]],
    // node -e 'console.log(9007199254740993 === 9007199254740992)'; the rule's own number is read that way, too.
    [{ '==': [{ var: 'id' }, 9007199254740992] }, true],
    [{ '===': [{ var: 'id' }, 9007199254740992] }, true],
    [{ '!==': [{ var: 'id' }, 9007199254740992] }, false],
    [{ '<=': [{ var: 'id' }, 9007199254740992] }, true],
    [{ in: [{ var: 'id' }, [1, 9007199254740992]] }, true],
    [{ if: [{ in: [{ var: 'id' }, [9007199254740992]] }, { var: 'id' }, 0] }, 9007199254740992],
    [{ cat: ['#', { var: 'id' }] }, '#9007199254740992'],
    [{ merge: [{ var: 'id' }, { var: 'n' }] }, [9007199254740993n, 2]],
  ])('%o', async (rule, expected) => {
    expect(await valuesOf(engine, rule, [document])).toEqual([expected]);
  });
});

describe('json-logic-js alone', () => {
  test('NaN stays NaN', async () => {
    expect(await valuesOf(jsonLogicJs, { '*': ['a', 2] }, [{}])).toEqual([Number.NaN]);
  });

  test('`log` gives what it was given and prints nothing', async () => {
    const print = vi.spyOn(console, 'log').mockImplementation(() => {});
    const rules = [
      { log: { var: 'x' } },
      { '+': [1, { log: [{ var: 'x' }, 2] }] },
      { max: { log: [[1, 2]] } },
      { log: [] },
    ];

    for (const rule of rules) {
      const printed = jsonLogic.apply(rule as RulesLogic, { x: 5 });
      print.mockClear();
      expect(await valuesOf(jsonLogicJs, rule, [{ x: 5 }])).toEqual([printed ?? null]);
      expect(print).not.toHaveBeenCalled();
    }
    print.mockRestore();
  });

  test('an object with an operator and another key is a decision', async () => {
    expect(await valuesOf(jsonLogicJs, { min: 1, max: 2 }, [{}])).toEqual([{ min: 1, max: 2 }]);
  });

  test.each([...dialect.operators])('the library has the operator %s', (operator) => {
    const print = vi.spyOn(console, 'log').mockImplementation(() => {});
    const rule = JSON.parse(JSON.stringify({ [operator]: [[], [], []] }));

    expect(() => jsonLogic.apply(rule, {})).not.toThrow('Unrecognized operation');
    print.mockRestore();
  });
});

describe('json-logic-engine alone', () => {
  test('an object whose first key is an operator is refused, as the library would fail on it', async () => {
    const rule = { if: [true, { min: 1, max: 2 }, 0] };

    await expect(runOn(jsonLogicEngine, rule, [{}])).rejects.toThrow('artifact.json:5:7: an object with several keys');
    expect(await valuesOf(jsonLogicEngine, { preserve: { min: 1, max: 2 } }, [{}])).toEqual([{ min: 1, max: 2 }]);
  });

  test('a constant that cannot be computed fails the records and not the artifact', async () => {
    expect(await valuesOf(jsonLogicEngine, { '+': [{ var: 'x' }, { '/': [1, 0] }] }, [{ x: 0 }])).toEqual([
      'failed: the rule computed with something that is no number',
    ]);
  });

  test('reasons hold what the rule throws and nothing of the record', async () => {
    const document = { secret: 'hunter2', list: 'hunter2' };

    expect(await valuesOf(jsonLogicEngine, { throw: 'No tariff' }, [document])).toEqual([
      'failed: the rule threw "No tariff"',
    ]);
    for (const rule of [
      { throw: { var: 'secret' } },
      { '+': [1, { var: 'secret' }] },
      { map: [{ var: 'list' }, 1] },
      { var: 'secret.a.b.c' },
    ]) {
      expect(JSON.stringify(await valuesOf(jsonLogicEngine, rule, [document]))).not.toContain('hunter2');
    }
  });

  test('names of `eachKey` are no operators', async () => {
    expect(await valuesOf(jsonLogicEngine, { eachKey: { tier: { var: 'x' } } }, [{ x: 1 }])).toEqual([{ tier: 1 }]);
    await expect(runOn(jsonLogicEngine, { eachKey: { tier: { vra: 'x' } } }, [{}])).rejects.toThrow('`vra`');
  });
});
