import { expect, it } from 'vitest';
import { openai } from '../../../src/recordings/envelopes/openai/index.ts';
import { values } from '../files.ts';
import { itOpens, lines, opened } from './contract.ts';

// By hand from https://platform.openai.com/docs/guides/batch and https://platform.openai.com/docs/api-reference/chat/object.
const question = (content: string) => ({ model: 'gpt-4o-mini', messages: [{ role: 'user', content }] });
const completion = (content: string, more: object = {}) => ({
  ...{ id: 'chatcmpl-123', object: 'chat.completion', created: 1711652795, model: 'gpt-4o-mini' },
  choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
  ...more,
});

const asked = (custom_id: string, body: unknown) => ({ custom_id, method: 'POST', url: '/v1/chat/completions', body });
const answered = (custom_id: unknown, body: unknown, status_code = 200) => ({
  ...{ id: 'batch_req_123', custom_id, error: null },
  response: { status_code, request_id: 'req_123', body },
});

itOpens({
  envelope: openai,
  raw: [
    asked('request-1', question('2+2?')),
    answered('request-2', completion('6', { created: 1711652796 })),
    asked('request-2', question('3+3?')),
    answered('request-1', completion('4')),
    asked('r', { model: 'gpt-4.1', input: 'Tell' }),
    answered('r', { id: 'resp_1', object: 'response', created_at: 1711652797, output: [] }),
    { request: question('Hi'), response: completion('Hello') },
    {
      id: 'own',
      created: 1711652798,
      request: JSON.stringify(question('Ho')),
      response: JSON.stringify(completion('He')),
    },
  ],
  records: [
    { input: question('2+2?'), output: completion('4'), id: 'request-1', time: 1711652795 },
    { input: question('3+3?'), output: completion('6', { created: 1711652796 }), id: 'request-2', time: 1711652796 },
    {
      input: { model: 'gpt-4.1', input: 'Tell' },
      output: { id: 'resp_1', object: 'response', created_at: 1711652797, output: [] },
      ...{ id: 'r', time: 1711652797 },
    },
    { input: question('Hi'), output: completion('Hello'), id: 'chatcmpl-123', time: 1711652795 },
    { input: question('Ho'), output: completion('He'), id: 'own', time: 1711652798 },
  ],
  unusable: [
    [asked('x', question('?')), /^a request without its response$/],
    [answered('x', completion('!')), /^a response without its request$/],
    [answered('x', { error: {} }, 500), /^answered with status 500$/],
    [{ id: 'b', custom_id: 'x', response: null, error: { code: 'batch_expired' } }, /^the call ended in an error$/],
    [answered(7, completion('!')), /^a response without a custom_id$/],
    [asked('x', 'text'), /^the body of the request is no object$/],
    [answered('x', null), /^the body of the response is no object$/],
    [{ request: question('?'), response: null }, /^the response is not there$/],
    [{ request: '{"model":', response: completion('!') }, /^the request is not JSON/],
    [{ request: question('?'), response: { error: { code: 'x' } } }, /^the call ended in an error$/],
    [{ model: 'x' }, /^neither a line of the batch API/],
    [7, /^no call of the API$/],
  ],
});

it('a call that ended in an error counts once, although both of its lines are there', async () => {
  const found = await opened(openai, [
    lines([asked('a', question('?')), answered('a', { error: {} }, 429), asked('b', question('!'))]),
    lines([answered('b', completion('!')), answered('b', completion('twice'))]),
  ]);
  expect(found.malformed.map(({ message }) => message).sort()).toEqual([
    'a response without its request',
    'answered with status 429',
  ]);
  expect(values(found)).toMatchObject([{ id: 'b', output: completion('!') }]);
});
