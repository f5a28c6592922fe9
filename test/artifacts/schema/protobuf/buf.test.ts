/** Ours beside the real `buf breaking`: the documented cases, the table of rules, and random pairs. */
import { beforeAll, describe, expect, test } from 'vitest';
import { findChanges } from '../../../../src/artifacts/schema/protobuf/diff.ts';
import { CATEGORIES, RULES } from '../../../../src/artifacts/schema/protobuf/finding.ts';
import { readProtobuf } from '../../../../src/artifacts/schema/protobuf/open.ts';
import { artifact } from './artifact.ts';
import { bufBreaking, bufRules, type Found } from './buf.ts';
import { facts } from './facts.ts';
import { filesOf, inPackage } from './packages.ts';

function sorted(rules: Iterable<string>): string[] {
  return [...new Set(rules)].sort();
}

describe("buf's rules", () => {
  let found: readonly Found[];
  beforeAll(() => {
    found = bufBreaking(filesOf(facts.map(([, base]) => base)), filesOf(facts.map(([, , head]) => head)));
  });

  test('at least sixty pairs are told', () => {
    expect(facts.length).toBeGreaterThanOrEqual(60);
  });

  test.each(facts.map((fact, index) => [fact[0], index] as const))('%s', (_, index) => {
    const [, base = '', head = '', changes = [], rules = []] = facts[index] ?? [];
    const [before, after] = [base, head].map((text) => readProtobuf(artifact(inPackage(text, index))));
    const ours = before && after ? findChanges(before, after) : [];

    expect(sorted(ours.map(({ change }) => change))).toEqual(sorted(changes));
    expect(sorted(ours.flatMap((one) => one.rules))).toEqual(sorted(rules));
    const bufs = found.filter((one) => isAbout(one, index) && !isSaidTwice(one, base, head));
    expect(sorted(bufs.map(({ rule }) => rule))).toEqual(sorted(rules));
  });

  test('every rule is in the categories that buf has it in', () => {
    const rules = bufRules();
    for (const [rule, categories] of Object.entries(RULES)) {
      expect(
        rules
          .get(rule)
          ?.filter((one) => (CATEGORIES as readonly string[]).includes(one))
          .sort(),
        rule,
      ).toEqual([...categories].sort());
    }
    const left = [...rules.keys()].filter((rule) => !Object.hasOwn(RULES, rule));
    // Whether another file of the repository is gone, an artifact does not know.
    expect(left).toEqual(['FILE_NO_DELETE']);
  });
});

/** What is gone from a package is in no file. */
function isAbout({ path, message }: Found, index: number): boolean {
  return path === `p${index}.proto` || (path === '' && message.includes(`package "p${index}"`));
}

/** Messages of a package that is another are gone by their full names, and ours are compared by what they are called in it. */
function isSaidTwice({ rule }: Found, base: string, head: string): boolean {
  return rule === 'MESSAGE_NO_DELETE' && !base.includes('PKG.v2') && head.includes('PKG.v2');
}
