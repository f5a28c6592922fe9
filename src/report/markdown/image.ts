/** The main chart as an image in markdown, in the reader's scheme. GitHub fetches it and hands out its own copy. */
import { bothSides } from '../../format/numbers.ts';
import { mainOutput } from '../main-output.ts';
import type { Report } from '../report.generated.ts';
import { attribute } from './escape.ts';

/** Where the main chart of a report is to be had, in both schemes. */
export interface ChartAddresses {
  readonly light: string;
  readonly dark: string;
}

const longestAlt = 600;

/** Empty where the report has nothing to draw. The report must be `plain`. */
export function image(report: Report, { light, dark }: ChartAddresses): string {
  const main = mainOutput(report);
  if (!main) return '';
  const { pipeline, output, rows } = main;
  const shares = rows.map((row) => `${row.label} ${bothSides(row)}`);
  const alt = attribute(`${pipeline.name}, ${output.name}: ${shares.join('; ')}.`, longestAlt);
  return [
    '<picture>',
    `<source media="(prefers-color-scheme: dark)" srcset="${attribute(dark)}">`,
    `<img alt="${alt}" src="${attribute(light)}">`,
    '</picture>',
  ].join('\n');
}
