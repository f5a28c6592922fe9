/**
 * Stands in for a chat model: `node examples/chatbot/model.mjs` answers OpenAI's chat completions on this machine, always the
 * same to the same prompt. It does what a prompt lets it do: it promises a refund to whoever asks for one, unless it is told
 * that it never may.
 */
import { createServer } from 'node:http';

const port = Number(process.argv[2] ?? 8765);

const server = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  const { model, messages } = JSON.parse(body);
  const prompt = messages.map(({ content }) => content).join('\n');
  const content = JSON.stringify(answerTo(prompt));
  const usage = { prompt_tokens: Math.ceil(prompt.length / 4), completion_tokens: Math.ceil(content.length / 4) };
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ model, choices: [{ index: 0, message: { role: 'assistant', content } }], usage }));
});
server.listen(port, 'localhost', () => console.log(`http://localhost:${server.address().port}/v1/chat/completions`));

function answerTo(prompt) {
  const question = /.*$/.exec(prompt.trim())[0];
  const topic = /about (.+?)\?/.exec(question)?.[1] ?? 'that';
  if (topic !== 'a refund')
    return { action: 'answer', reply: `Here is what you can do about ${topic}. Write again if it does not help.` };
  if (/never promise a refund/i.test(prompt))
    return { action: 'hand over', reply: 'I have passed this on to a colleague. You will hear from them today.' };
  return { action: 'refund', reply: 'I am sorry about that. Your refund is on its way.' };
}
