/** The few colours of the terminal report, by meaning. Without colour the text comes back as it is. */
import { styleText } from 'node:util';
import type { Verdict } from '../report.generated.ts';

export type Style = Verdict | 'strong' | 'quiet' | 'base' | 'head';
export type Paint = (style: Style, text: string) => string;

const formats = {
  pass: 'green',
  fail: 'red',
  inconclusive: 'yellow',
  unaffected: 'gray',
  strong: 'bold',
  quiet: 'gray',
  base: 'gray',
  head: 'cyan',
} as const satisfies Record<Style, Parameters<typeof styleText>[0]>;

export function createPaint(colour: boolean): Paint {
  if (!colour) return (_style, text) => text;
  return (style, text) => (text === '' ? '' : styleText(formats[style], text, { validateStream: false }));
}
