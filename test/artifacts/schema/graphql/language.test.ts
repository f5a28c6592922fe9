/** Edits of a schema are applied one by one: base with some of them differs from base by these, and by nothing else. */
import { expect, test } from 'vitest';
import { graphql } from '../../../../src/artifacts/schema/graphql/index.ts';
import { expectApart } from '../../apart.ts';
import { artifact } from './artifact.ts';
import { facts } from './facts.ts';

/** The same schema in other names, so that two fit into one. */
function renamed(text: string): string {
  return text.replaceAll(/"""[\s\S]*?"""|"[^"]*"|@?\b[A-Z]\w*\b/g, (word) =>
    /^["@]|^(Query|Mutation|Subscription|String|Int|ID|Boolean|Float|[A-Z_]{2,})$/.test(word) ? word : `Other${word}`,
  );
}

const alone = facts.filter(([, base]) => !/schema|directive|Query|Mutation|extend/.test(base));
const pairs = alone.flatMap(([what, base, head], index) => {
  const [another, from, to] = alone[(index + 11) % alone.length] ?? alone[0] ?? ['', '', ''];
  if (/directive|Query|Mutation/.test(head + to)) return [];
  return [[what, another, `${base}\n${renamed(from)}`, `${head}\n${renamed(to)}`] as const];
});

test('there are at least thirty pairs', () => expect(pairs.length).toBeGreaterThanOrEqual(30));

test.each(pairs)('%s and %s, each without the other', (_one, _other, from, to) => {
  expectApart(graphql, artifact(from), artifact(to));
});
