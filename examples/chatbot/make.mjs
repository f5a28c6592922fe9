/** Makes the recorded tickets: `node examples/chatbot/make.mjs > examples/chatbot/traffic/tickets.jsonl`. All of them are made up. */
const topics = ['a refund', 'a late parcel', 'a broken cup', 'my password', 'an invoice'];
for (let index = 0; index < 600; index += 1) {
  const topic = topics[index % topics.length];
  const history = Array.from({ length: index % 4 }, (_, turn) => ({
    role: turn % 2 ? 'agent' : 'customer',
    text: `Message ${turn + 1} about ${topic}.`,
  }));
  const customer = { name: `Customer ${index}`, plan: index % 3 === 0 ? 'business' : 'free' };
  process.stdout.write(`${JSON.stringify({ customer, question: `What about ${topic}?`, history })}\n`);
}
