import { judge, triples } from './artifacts/schema/json-schema/triples.ts';
let right = 0, refused = 0, wrong = 0, slow: [string, number][] = [];
for (const t of triples()) {
  if (process.argv[2] && !t.id.includes(process.argv[2])) continue;
  const s = Date.now();
  let found; try { found = await judge(t); } catch (e) { console.log('CRASH', t.id, (e as Error).stack?.slice(0, 300)); continue; }
  const ms = Date.now() - s; if (ms > 1000) slow.push([t.id, ms]);
  const expected = t.expected && Object.fromEntries(Object.keys(typeof found === 'string' ? {} : found).map((k) => [k, (t.expected as any)[k]]));
  if (typeof found === 'string') { refused++; console.log(t.expected ? 'REFUSED!' : 'refused', t.id, found.slice(0, 300)); }
  else if (!expected) console.log('judged, expected null', t.id, JSON.stringify(found));
  else if (JSON.stringify(found) === JSON.stringify(expected)) right++;
  else { wrong++; console.log('WRONG', t.id, JSON.stringify(found), JSON.stringify(expected)); }
}
console.log({ right, refused, wrong, slow });
