/** Makes the recorded visits: `node examples/recommendations/make.mjs > examples/recommendations/traffic/visits.jsonl`. All of them are made up. */
const share = (seed) => {
  const x = Math.sin(seed * 12.9898) * 43758.5453;
  return x - Math.floor(x);
};
for (let visit = 0; visit < 600; visit += 1) {
  const items = Array.from({ length: 8 }, (_, item) => ({
    id: `item-${(visit * 3 + item * 7) % 60}`,
    popularity: Math.round(100 * share(visit * 8 + item + 1)) / 100,
    freshness: Math.round(100 * share(visit * 8 + item + 20_001)) / 100,
    margin: Math.round(100 * share(visit * 8 + item + 40_001)) / 100,
  }));
  process.stdout.write(`${JSON.stringify({ visitor: visit % 4 === 0 ? 'new' : 'known', items })}\n`);
}
