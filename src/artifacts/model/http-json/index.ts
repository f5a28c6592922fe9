/** An endpoint that is sent the document as JSON and answers in JSON. */
import { toLine } from '../../asking.ts';
import { endpointEngine } from '../endpoint/engine.ts';
import { isMapping, mappingAt, needed, onlyKeys, pointerAt } from '../endpoint/read-settings.ts';

export const httpJson = endpointEngine({
  id: 'http-json',
  name: 'requests of an endpoint in plain JSON',
  wording(settings) {
    onlyKeys(settings, ['input', 'body', 'output']);
    const input = pointerAt(settings, 'input', '');
    const output = pointerAt(settings, 'output', '');
    const body = mappingAt(settings, 'body');
    const isPlain = Object.keys(body).length === 0;
    return {
      request(document) {
        const value = needed(input, document);
        return toLine(isMapping(value) && !isPlain ? { ...body, ...value } : value, {});
      },
      read: (answer) => ({ outcome: 'ok', value: needed(output, JSON.parse(answer)) }),
    };
  },
});
