import { expect, test } from 'vitest';
import { askedIn, renderAsking } from '../../../src/github/comment/asking.ts';
import type { Downstream } from '../../../src/report/report.generated.ts';

const nobody = new Set<string>();
const never = () => false;

function line(repository: string, owners: string[], more: Partial<Downstream> = {}): Downstream {
  const judged = { status: 'judged', verdict: 'fail', gate: 'block', fingerprint: 'f' } as const;
  return { repository, pipeline: 'screening', owners, reasons: [], ...judged, ...more };
}

test('asks an owner of several in one comment, which says itself who was asked', () => {
  const lines = [line('acme/risk', ['@Octo-Risk']), line('acme/desk', ['@octo-risk', '@acme/desk'])];
  expect(renderAsking(lines, never, 'octo-dev', nobody)).toBe(
    [
      '<!-- weir-asked octo-risk acme/desk -->',
      '@octo-risk, @acme/desk: this change waits for an owner of what it moves downstream.',
      [
        '- `acme/risk · screening`: beyond its limits; if that is meant, comment `/weir approve acme/risk:screening <reason>`',
        '- `acme/desk · screening`: beyond its limits; if that is meant, comment `/weir approve acme/desk:screening <reason>`',
      ].join('\n'),
      '<sub>You are asked once, whatever is pushed: the check and the comment above say how it stands now.</sub>',
    ].join('\n\n'),
  );
  expect(renderAsking(lines, never, 'octo-dev', new Set(['octo-risk']))).toMatch(
    /^<!-- weir-asked acme\/desk -->\n\n@acme\/desk: /,
  );
  expect(renderAsking(lines, never, 'octo-dev', new Set(['octo-risk', 'acme/desk']))).toBeUndefined();
});

test.each<[string, Downstream]>([
  ['who only informs', line('acme/risk', ['@octo-risk'], { gate: 'inform' })],
  ['who stays within its limits', line('acme/risk', ['@octo-risk'], { verdict: 'pass' })],
  [
    'who has approved',
    line('acme/risk', ['@octo-risk'], { approval: { by: 'octo-risk', reason: 'so', at: '2026-01-01' } }),
  ],
  ['whose time is over', line('acme/risk', ['@octo-risk'], { unanswered: true })],
  ['the author, who cannot approve', line('acme/risk', ['@octo-dev'])],
  ['whom GitHub cannot find by it', line('acme/risk', ['risk@acme.example', '@a b', '@octo-risk -->'])],
])('does not ask %s', (_, one) => {
  expect(renderAsking([one], never, 'Octo-Dev', nobody)).toBeUndefined();
});

test('does not ask whom an issue of their own names', () => {
  const lines = [line('acme/risk', ['@octo-risk']), line('acme/desk', ['@octo-desk'])];
  const body = renderAsking(lines, ({ repository }) => repository === 'acme/risk', 'octo-dev', nobody);
  expect(body).not.toContain('risk');
  expect(askedIn(body ?? '')).toEqual(['octo-desk']);
});

test('other comments ask nobody', () => {
  expect(askedIn('<!-- weir -->\n\n**✖ fail**')).toEqual([]);
  expect(askedIn('See <!-- weir-asked octo-risk -->')).toEqual([]);
});
