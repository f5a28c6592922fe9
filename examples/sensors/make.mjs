/** Makes the recorded readings: `node examples/sensors/make.mjs > examples/sensors/traffic/readings.jsonl`. All of them are made up. */
const LINES = ['north', 'south', 'paint'];
for (let index = 0; index < 5000; index += 1) {
  const sensor = index % 40;
  const line = LINES[sensor % 3];
  // Tenths of a degree, around 45 degrees, 60 in the paint shop. A loose wire reads the lowest number there is.
  const swing = ((index * 7919) % 600) - 300;
  const raw = index % 97 === 13 ? -32768 : (line === 'paint' ? 600 : 450) + swing;
  const offset = sensor % 8 === 0 ? { offset: 1.5 } : {};
  process.stdout.write(`${JSON.stringify({ sensor: `s-${sensor}`, line, raw, ...offset })}\n`);
}
