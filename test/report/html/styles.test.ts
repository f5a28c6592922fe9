import { expect, test } from 'vitest';
import { styles } from '../../../src/report/html/styles.ts';

/** Variables of each scheme: light, dark, print, in the order of the sheet; each builds on the first. */
const schemes = [...styles.matchAll(/:root \{([^}]*)\}/g)].map(([, body = '']) =>
  Object.fromEntries([...body.matchAll(/(--[a-z-]+): (#[0-9a-f]{3,6});/g)].map(([, name, value]) => [name, value])),
);

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(hex: string): number {
  const long = hex.length === 4 ? hex.replace(/[0-9a-f]/g, '$&$&') : hex;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(long.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

test('the contrast of black and white is 21, as WCAG defines it', () => {
  expect(contrast('#000', '#ffffff')).toBeCloseTo(21);
});

test.each(['light', 'dark', 'print'])(
  'in %s, text reaches 4.5 to 1 on every ground it stands on, marks 3 to 1',
  (name) => {
    const colours = schemes[['light', 'dark', 'print'].indexOf(name)] ?? {};
    const of = (variable: string) => colours[variable] ?? '';
    for (const ground of ['--paper', '--wash', '--removed', '--added']) {
      for (const text of ['--ink', '--quiet'])
        expect(contrast(of(text), of(ground)), `${text} on ${ground}`).toBeGreaterThan(4.5);
    }
    for (const text of ['--pass', '--fail', '--inconclusive', '--unaffected']) {
      expect(contrast(of(text), of('--paper')), text).toBeGreaterThan(4.5);
    }
    expect(contrast(of('--fail'), of('--removed'))).toBeGreaterThan(4.5);
    expect(contrast(of('--head'), of('--added'))).toBeGreaterThan(4.5);
    for (const mark of ['--base', '--head']) expect(contrast(of(mark), of('--paper')), mark).toBeGreaterThan(3);
  },
);

test('the sheet asks for nothing and has no character that markup would change', () => {
  expect(styles).not.toMatch(/[<&]|@import|@font-face|url\((?!#)/);
});
