/** A repository whose production is watched: claims of whole weeks from 2001 on, and one rule. */
export const MONDAY = Date.UTC(2001, 0, 1);
export const DAY = 86_400_000;
const A_WEEK = 60;

export const WEIR_YML = `\
version: 1
recordings:
  claims: { files: "traffic/*.jsonl", input: /claim, output: /answer, time: /at }
pipelines:
  claims:
    owners: ["@octo-claims"]
    recording: claims
    steps:
      - { rules: paid.json, into: /paid }
    outputs:
      paid: { at: /paid, kind: category }
    limits: { paid.changed: 5% }
    monitor: { baseline: 6, persist: 1, clear: 1 }
`;

export const paidFrom = (delay: number) => JSON.stringify({ if: [{ '>=': [{ var: 'delay' }, delay] }, 'yes', 'no'] });

/** Of one week: from the eighth on production pays earlier. */
export function traffic(week: number, from = week < 7 ? 50 : 25, first = MONDAY): Record<string, string> {
  const lines = Array.from({ length: A_WEEK }, (_, index) => {
    const at = new Date(first + week * 7 * DAY + Math.floor((index / A_WEEK) * 7) * DAY).toISOString();
    const delay = Math.floor((index * 100) / A_WEEK);
    return `${JSON.stringify({ claim: { delay }, answer: delay >= from ? 'yes' : 'no', at })}\n`;
  });
  return { [`traffic/week-${week}.jsonl`]: lines.join('') };
}

/** Before the rule changes; so that something is found, `paid.json` has to pay from 25 minutes on. */
export const CLAIMED = {
  '.github/weir.yml': WEIR_YML,
  'paid.json': paidFrom(50),
  ...Object.assign({}, ...[0, 1, 2, 3, 4, 5, 6, 7, 8].map((week) => traffic(week))),
};

/** With labels: from the eighth week on who is right is another, and what is paid is what it was. */
export function labelled(week: number, from = 50): Record<string, string> {
  const [[path = '', text = ''] = []] = Object.entries(traffic(week, from));
  const lines = text
    .trim()
    .split('\n')
    .map((line) => {
      const record: { claim: { delay: number } } = JSON.parse(line);
      return JSON.stringify({ ...record, label: record.claim.delay >= (week < 7 ? 50 : 25) ? 'yes' : 'no' });
    });
  return { [path]: `${lines.join('\n')}\n` };
}

/** A retraining is asked for and started. */
export const LABELLED = {
  '.github/weir.yml': WEIR_YML.replace('time: /at', 'time: /at, label: /label')
    .replace('paid.changed: 5%', 'paid.changed: 50%')
    .replace(
      /monitor: .*/,
      'monitor: { baseline: 6, limits: { paid.accuracy: 2% }, retrain: { run: .github/workflows/train.yml, cooldown: 2w, success: { paid.accuracy: 1%, paid.changed: 20% } } }',
    ),
  '.github/workflows/train.yml': 'on: { workflow_dispatch: { inputs: { issue: {}, from: {} } } }',
  'paid.json': paidFrom(50),
  ...Object.assign({}, ...[0, 1, 2, 3, 4, 5, 6, 7, 8].map((week) => labelled(week))),
};
