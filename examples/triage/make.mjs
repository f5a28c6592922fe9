/** Makes the recorded arrivals: `node examples/triage/make.mjs > examples/triage/traffic/arrivals.jsonl`. All of them are made up. */
const WAYS = ['walks in', 'ambulance', 'referred'];
for (let index = 0; index < 2400; index += 1) {
  const input = {
    oxygen: 100 - ((index * 17) % 100 < 80 ? (index * 7) % 6 : (index * 11) % 16),
    pulse: 50 + ((index * 29) % 97),
    pain: (index * 13) % 11,
    age: (index * 31) % 93,
    arrival: WAYS[index % 3],
  };
  const isImmediate = input.oxygen < 90 || input.pulse > 128 || input.pulse < 45;
  const isUrgent = input.pain >= 8 || input.oxygen < 94 || (input.age < 6 && input.pain >= 6);
  const label = isImmediate ? 'immediate' : isUrgent ? 'urgent' : 'wait';
  process.stdout.write(`${JSON.stringify({ input, label, id: `arrival-${index}` })}\n`);
}
