import { describe, expect, test } from 'vitest';
import { parseDependsOn } from '../../../src/github/commands/depends-on.ts';

const place = { repository: 'acme/claims', url: 'https://github.com/acme/claims/pull/7' };

/** As `owner/name#12`, and what is unclear behind a `!`. */
function named(body: string): string[] {
  const { pulls, unclear } = parseDependsOn(body, place);
  return [...pulls.map(({ repository, number }) => `${repository}#${number}`), ...unclear.map((word) => `!${word}`)];
}

describe('Depends-On', () => {
  test.for<[string, string[]]>([
    ['Depends-On: acme/risk#12', ['acme/risk#12']],
    ['depends-on:acme/risk#12', ['acme/risk#12']],
    ['DEPENDS-ON: https://github.com/acme/risk/pull/12', ['acme/risk#12']],
    ['Depends-On: <https://github.com/acme/risk/pull/12>', ['acme/risk#12']],
    ['Depends-On: https://github.com/acme/risk/pull/12/files#diff-1', ['acme/risk#12']],
    ['Depends-On: #12', ['acme/claims#12']],
    ['Depends-On: `acme/risk#12`.', ['acme/risk#12']],
    ['Depends-On: acme/risk#12, acme/ri.sk#3 and #4', ['acme/risk#12', 'acme/ri.sk#3', 'acme/claims#4']],
    [
      'Adapts the board.\nDepends-On: acme/risk#12\n\nMore.\n\nDepends-On: acme/risk#13',
      ['acme/risk#12', 'acme/risk#13'],
    ],
    ['Depends-On: acme/risk#12\r\nDepends-On: Acme/Risk#12\r\n', ['Acme/Risk#12']],
    ['It depends-on: acme/risk#12', []],
    ['Depends on: acme/risk#12', []],
    ['> Depends-On: acme/risk#12', []],
    ['```\nDepends-On: acme/risk#12\n```', []],
    ['    Depends-On: acme/risk#12', []],
    ['<!-- Depends-On: acme/risk#12 -->', []],
    ['<!--\nDepends-On: acme/risk#12\n-->', []],
    ['', []],
    ['Depends-On:', ['!nothing']],
    ['Depends-On: the other one', ['!the', '!other', '!one']],
    ['Depends-On: https://gitlab.com/acme/risk/pull/12', ['!https://gitlab.com/acme/risk/pull/12']],
    ['Depends-On: https://github.com/acme/risk/issues/12', ['!https://github.com/acme/risk/issues/12']],
    ['Depends-On: acme/risk#0x1', ['!acme/risk#0x1']],
    [`Depends-On: acme/risk#12\n${'word '.repeat(5000)}`, ['!a description too long to be read']],
  ])('%j', ([body, expected]) => {
    expect(named(body)).toEqual(expected);
  });
});
