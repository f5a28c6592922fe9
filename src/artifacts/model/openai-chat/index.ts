/** A model behind OpenAI's chat completions, or who speaks like them: https://platform.openai.com/docs/api-reference/chat */
import { toLine } from '../../asking.ts';
import { endpointEngine, Misfit } from '../endpoint/engine.ts';
import { isMapping, needed, pointerAt, textAt } from '../endpoint/read-settings.ts';

export const openaiChat = endpointEngine({
  id: 'openai-chat',
  name: 'settings of a chat model',
  wording(settings) {
    const { from: _from, system: _system, answer, ...parameters } = settings;
    if (typeof settings.model !== 'string') throw new Misfit('', 'model: the name of a model');
    if (answer !== undefined && answer !== 'text' && answer !== 'json') throw new Misfit('/answer', 'text or json');
    const prompt = pointerAt(settings, 'from', '/prompt');
    const system = textAt(settings, 'system');
    const first = system === undefined ? [] : [{ role: 'system', content: system }];
    return {
      request(document) {
        const said = needed(prompt, document);
        if (typeof said !== 'string' && !Array.isArray(said)) throw new Error('neither a text nor messages');
        const messages = Array.isArray(said) ? said : [{ role: 'user', content: said }];
        return toLine({ ...parameters, messages: [...first, ...messages] }, {});
      },
      read: (text) => ({ outcome: 'ok', value: toValue(contentOf(JSON.parse(text)), answer) }),
    };
  },
});

function contentOf(answer: unknown): string {
  const choices = isMapping(answer) ? answer.choices : undefined;
  const choice: unknown = Array.isArray(choices) ? choices[0] : undefined;
  const message = isMapping(choice) ? choice.message : undefined;
  const content = isMapping(message) ? message.content : undefined;
  if (typeof content !== 'string') throw new Error('no content');
  return content;
}

/** What is JSON is compared field by field; models like to put it into a fence. */
function toValue(content: string, wanted: unknown): unknown {
  if (wanted === 'text') return content;
  const bare = /^\s*```(?:json)?\n([\s\S]*?)\n```\s*$/.exec(content)?.[1] ?? content;
  if (wanted === 'json') return JSON.parse(bare);
  if (!/^\s*[{[]/.test(bare)) return content;
  try {
    return JSON.parse(bare);
  } catch {
    return content;
  }
}
