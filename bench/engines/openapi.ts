import { Ajv2020 } from 'ajv/dist/2020.js';
import type { EngineRow } from '../engine-row.ts';

const user = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id: { type: 'integer' }, name: { type: 'string' }, tags: { type: 'array', items: { type: 'string' } } },
};

export const row: EngineRow = {
  engine: 'openapi',
  what: 'calls with a body',
  files: {
    'api.json': JSON.stringify({
      openapi: '3.1.0',
      paths: {
        '/users/{id}': {
          put: {
            parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
            requestBody: { required: true, content: { 'application/json': { schema: user } } },
            responses: { 204: { description: 'done' } },
          },
        },
      },
    }),
  },
  documents: (count) =>
    Array.from({ length: count }, (_, index) => ({
      method: 'PUT',
      path: `/users/${index}`,
      body: { id: index, name: 'a name', tags: ['a', 'b'] },
      status: 204,
    })),
  bare() {
    const isUser = new Ajv2020().compile(user);
    return (documents) =>
      documents.map((document) => {
        const { path, body } = document as { path: string; body: unknown };
        return /^\/users\/\d+$/.test(path) && isUser(body) ? document : undefined;
      });
  },
  comparedWith: 'ajv on the body and one regular expression on the path',
  isShownOnly: true,
  limitedBy: 'the call is read part by part; the schema is walked, not compiled',
};
