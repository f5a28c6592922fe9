/** Edits of a document are applied one by one: base with some of them differs from base by these, and by nothing else. */
import { expect, test } from 'vitest';
import { blend } from '../../../../src/artifacts/blend/blend.ts';
import type { Artifact } from '../../../../src/artifacts/engine.ts';
import { openapi } from '../../../../src/artifacts/schema/openapi/index.ts';
import { expectApart } from '../../apart.ts';
import { facts } from './facts.ts';

function artifact(text: string): Artifact {
  return { path: 'api.json', kind: 'schema', files: new Map([['api.json', text]]) };
}

/** Two documents as one, the second below another path. */
function both(one: string, other: string): string {
  const [first, second] = [JSON.parse(one), JSON.parse(other)];
  const moved = Object.entries(second.paths).map(([path, item]) => [`/other${path}`, item]);
  return JSON.stringify({ ...first, paths: { ...first.paths, ...Object.fromEntries(moved) } }, null, 1);
}

const pairs = facts.map(([what, base, head], index) => {
  const [another, from, to] = facts[(index + 7) % facts.length] ?? facts[0] ?? ['', '', ''];
  return [what, another, both(base, from), both(head, to)] as const;
});

test.each(pairs)('%s and %s, each without the other', (_one, _other, from, to) => {
  expectApart(openapi, artifact(from), artifact(to), (some, all) => {
    expect(openapi.diff(some, all)).not.toEqual([]);
  });
});

const shared = (more: object, user: object, flag: object = {}) =>
  JSON.stringify({
    openapi: '3.0.3',
    info: { title: 'users', version: '1' },
    paths: {
      '/users/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        put: {
          requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/User' } } } },
          responses: {
            200: { description: 'a', content: { 'application/json': { schema: { type: 'object', ...more } } } },
          },
        },
      },
    },
    components: {
      schemas: {
        User: { type: 'object', required: ['id', 'name'], properties: { id: { type: 'string', ...flag }, ...user } },
      },
    },
  });

test.each([
  ['a component that is null from now on', { name: { type: 'string', nullable: true } }, {}, 'request-type-widened'],
  ['what need not be sent any more', { name: { type: 'string' } }, { readOnly: true }, 'request-required-removed'],
])('%s is an edit that is applied without the others', (_, user, flag, change) => {
  const base = artifact(shared({}, { name: { type: 'string' } }));
  const head = artifact(shared({ properties: { left: { type: 'integer' } } }, user, flag));
  const mix = blend(openapi, base, head);
  const index = mix?.edits.findIndex((edit) => edit.change === change) ?? -1;
  const group = mix?.merged.find((merged) => merged.includes(index)) ?? [index];
  const found = openapi.diff(base, mix?.apply(new Set(group)) ?? base).map((edit) => edit.change);
  expect(found).toContain(change);
  expect(found).toHaveLength(group.length);
  expect(found).not.toContain('response-property-added');
});
