/** Draws how processor time grows with records, both by powers of ten. */

export interface Grown {
  readonly records: number;
  readonly megabytes: number;
  /** Seconds of processor time: without the cache, the first time with it, the second time. */
  readonly anew: number;
  readonly first: number;
  readonly second: number;
  /** Megabytes of all processes. */
  readonly peak: number;
}

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [640, 340, 70, 150, 30, 50];
const SERIES = [
  { of: 'anew', label: 'read anew', colour: '#b45309' },
  { of: 'second', label: 'the second time', colour: '#1d4ed8' },
] as const;

export function drawGrowth(grown: readonly Grown[]): string {
  const sizes = grown.map(({ records }) => records);
  const times = grown.flatMap(({ anew, second }) => [anew, second]);
  const x = scale(Math.min(...sizes), Math.max(...sizes), LEFT, WIDTH - RIGHT);
  const y = scale(floor(Math.min(...times)), ceiling(Math.max(...times)), HEIGHT - BOTTOM, TOP);
  const marks = [0.1, 1, 10, 100, 1000].filter((mark) => y(mark) >= TOP - 1 && y(mark) <= HEIGHT - BOTTOM + 1);
  const parts = [
    ...marks.map(
      (mark) =>
        `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${at(y(mark))}" y2="${at(y(mark))}" stroke="#d4d4d8"/>` +
        text(LEFT - 8, y(mark) + 4, `${mark} s`, 'end'),
    ),
    ...sizes.map((size) => text(x(size), HEIGHT - BOTTOM + 20, `${size / 1e6} M`, 'middle')),
    text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, 'records of Parquet', 'middle'),
    text(LEFT, 16, 'processor time of a check', 'start'),
    ...SERIES.map(({ of, label, colour }) => {
      const points = grown.map((one) => `${at(x(one.records))},${at(y(one[of]))}`);
      const last = grown.at(-1);
      const dots = points.map((point) => {
        const [cx, cy] = point.split(',');
        return `<circle cx="${cx}" cy="${cy}" r="4" fill="${colour}"/>`;
      });
      const named = last ? text(x(last.records) + 10, y(last[of]) + 4, label, 'start', colour) : '';
      return `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join('')}${named}`;
    }),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif" font-size="13">
<title>Processor time of a check by how many records there are</title>
<rect width="100%" height="100%" fill="#ffffff"/>
${parts.join('\n')}
</svg>
`;
}

function scale(least: number, most: number, from: number, to: number): (value: number) => number {
  const [low, high] = [Math.log10(least), Math.log10(most)];
  return (value) => from + ((Math.log10(value) - low) / (high - low || 1)) * (to - from);
}

function floor(value: number): number {
  return 10 ** Math.floor(Math.log10(value));
}

function ceiling(value: number): number {
  return 10 ** Math.ceil(Math.log10(value));
}

function text(x: number, y: number, said: string, anchor: string, colour = '#3f3f46'): string {
  return `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}" fill="${colour}">${said}</text>`;
}

function at(place: number): string {
  return place.toFixed(1);
}
