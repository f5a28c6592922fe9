/**
 * Models whose score a rule reads. A model's file does not say what its answer is called: what a rule reads, and neither the traffic
 * nor another rule has, may be it.
 */
import { isThere } from '../../artifacts/leads.ts';
import { compileRead, toPointer } from '../../document/pointer.ts';
import { chainFit, intoOf, unread } from './chain.ts';
import type { FoundRules } from './classify.ts';
import type { DraftRecording, SampledRecording } from './drafted.ts';

export interface Linked {
  readonly rules: readonly FoundRules[];
  /** What a person has to look at, or to say. */
  readonly notes: readonly string[];
}

/** What a score is called. */
const scoreName =
  /(^|_)(scores?|prob(a|ability)?|pred(iction|icted)?|risk|propensity|likelihood|logits?|y_?hat|model(_output)?)(_|$)/i;

/** @param recordings in the order of `sampled` */
export function linkScores(
  rules: readonly FoundRules[],
  recordings: readonly DraftRecording[],
  sampled: readonly SampledRecording[],
): Linked {
  const places = new Map<FoundRules, string>();
  const notes: string[] = [];
  const models = rules.filter(({ kind, name, readsRecord }) => kind === 'model' && name === undefined && !readsRecord);
  for (const rule of rules) {
    if (rule.kind !== 'rules' || rule.reads === undefined) continue;
    const found = recordings.flatMap((recording, index) => scoreFor(rule, rules, recording, sampled[index]) ?? []);
    const [wanted] = found;
    if (!wanted) continue;
    const fitting = models.filter((model) => chainFit([model], wanted.recording.documents, undefined) > 0);
    const [model, another] = fitting;
    if (!model) continue;
    const before = places.get(model);
    if (another || (before !== undefined && before !== wanted.name)) {
      const names = fitting.map(({ path }) => path).join(' or ');
      notes.push(
        `${rule.path} reads ${wanted.name}, which ${names} may give: its step says so by into: /${wanted.name}`,
      );
      continue;
    }
    places.set(model, wanted.name);
    notes.push(`${model.path} is taken for what gives ${wanted.name}, which ${rule.path} reads and no request has`);
  }
  return {
    rules: rules.map((rule) => {
      const into = places.get(rule);
      return into === undefined ? rule : { ...rule, into };
    }),
    notes: [...new Set(notes)],
  };
}

/** The one thing that it reads and nothing else has, where it is called as a score is, or stands as a number beside the request. */
function scoreFor(
  rule: FoundRules,
  all: readonly FoundRules[],
  recording: DraftRecording,
  sampled: SampledRecording | undefined,
): { readonly name: string; readonly recording: DraftRecording } | undefined {
  const written = new Set(all.filter((other) => other !== rule).map(intoOf));
  const missing = unread([rule], recording.documents).filter(([first = '']) => !written.has(first));
  const names = [...new Set(missing.map(([first = '']) => first))];
  const [name = '', another] = names;
  if (names.length === 0 || another !== undefined || missing.some((path) => path.length > 1)) return undefined;
  const records = sampled?.records ?? [];
  const isNumber = isThere(records, [name]) && records.map(compileRead(toPointer([name]))).every(isNumberOrNone);
  return scoreName.test(name) || isNumber ? { name, recording } : undefined;
}

function isNumberOrNone(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'number';
}
