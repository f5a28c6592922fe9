/** From the evidence of one output to all of its measures. The gate and the report call this. */
import type { OutputEvidence } from './evidence.ts';
import { measureCategory } from './measure-category.ts';
import { measureShare } from './measure-count.ts';
import { measureLabels } from './measure-labels.ts';
import { meanOf, measureMean } from './measure-mean.ts';
import { measureFlips, measureNumber } from './measure-number.ts';
import { exact, type Measured, missing, unpaired, withoutInterval } from './measured.ts';
import type { Sampling } from './sampling.ts';

/**
 * The measures of the output's kind by name: `changed`, `share.short`, `flips@0.5`. What the evidence of a segment lacks
 * (histograms) has no measure. Shares are of Σ weight; `records` counts records.
 */
export function measureOutput(output: OutputEvidence, sampling: Sampling): Record<string, Measured> {
  return {
    changed: measureShare('changed', output.changed, output.total, sampling),
    ...ofKind(output, sampling),
    ...(output.labels && measureLabels(output.labels, sampling)),
  };
}

function ofKind(output: OutputEvidence, sampling: Sampling): Record<string, Measured> {
  switch (output.kind) {
    case 'category':
      return measureCategory(output, sampling);
    case 'number':
      return measureNumber(output, sampling);
    case 'probability':
      return { ...measureNumber(output, sampling), ...measureFlips(output, sampling) };
    case 'ranking':
      return {
        top1: measureTop1(output, sampling),
        rbo: measureMean('rbo', 'distance', output.sums, 'rbo', 'list', sampling),
        jaccard: measureMean('jaccard', 'distance', output.sums, 'jaccard', 'list', sampling),
      };
    case 'text':
      return {
        distance: measureMean('distance', 'distance', output.sums, 'distance', 'text', sampling),
        length_ratio: measureLengthRatio(output, sampling),
      };
    default:
      return output.kind satisfies never;
  }
}

/** Of the records with a list on both sides. */
function measureTop1({ sums, top1 }: OutputEvidence, sampling: Sampling): Measured {
  if (!sums || !top1 || sums.weight === 0) return unpaired('share', sums?.records, 'list');
  return measureShare('top1', top1, sums, sampling);
}

/** Mean length of head over mean length of base, less 1: 0 where nothing changes, like every other measure. */
function measureLengthRatio({ sums }: OutputEvidence, sampling: Sampling): Measured {
  if (!sums || sums.weight === 0) return unpaired('ratio', sums?.records, 'text');
  const base = meanOf(sums, 'length_base');
  const head = meanOf(sums, 'length_head');
  if (base === 0 && head > 0) return missing('ratio', 'zero scale: every text of base is empty');
  const value = base === 0 ? 0 : (head - base) / base;
  return sampling.full ? exact(value, 'ratio') : withoutInterval(value, 'ratio');
}
