/** References to the drafts' own schemas, which no repository holds. */
import { expect, test } from 'vitest';
import { jsonSchema, jsonSchemaAjv } from '../../../../src/artifacts/schema/json-schema/index.ts';
import { artifact } from './artifact.ts';

const OF_2019 = 'https://json-schema.org/draft/2019-09';
const OF_2020 = 'https://json-schema.org/draft/2020-12';

test.each([
  'http://json-schema.org/draft-04/schema#',
  'http://json-schema.org/draft-06/schema#',
  'http://json-schema.org/draft-07/schema',
  'https://json-schema.org/draft-07/schema#',
  'http://json-schema.org/draft-07/schema#/definitions/nonNegativeInteger',
  `${OF_2019}/schema`,
  `${OF_2019}/meta/applicator`,
  `${OF_2019}/meta/validation`,
  `${OF_2020}/schema`,
  `${OF_2020}/meta/validation`,
  'http://json-schema.org/draft/2020-12/schema',
])('a reference to %s judges', async ($ref) => {
  const stage = await jsonSchema.compile(artifact({ 'a.json': { properties: { of: { $ref } } } }));
  const outcomes = await stage.run([
    { of: $ref.includes('nonNeg') ? 1 : {} },
    { of: $ref.includes('nonNeg') ? -1 : 3 },
  ]);

  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['ok', 'rejected']);
});

test.each([
  'http://json-schema.org/draft-03/schema#',
  'http://json-schema.org/draft-07/hyper-schema#',
  'http://json-schema.org/geo',
  'http://json-schema.org/draft-07/schema#/definitions/none',
])('a reference to %s, which nobody here holds, is no silence', async ($ref) => {
  const schema = artifact({ 'a.json': { properties: { of: { $ref } } } });

  for (const { compile } of [jsonSchema, jsonSchemaAjv])
    await expect(compile(schema)).rejects.toThrow(/^a.json:4:7: a reference to what no file/);
});
