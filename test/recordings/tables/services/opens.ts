/** What every warehouse does that cannot be installed here, whatever its protocol: what is asked, what is answered, what goes wrong. */
import { validate } from '@polyglot-sql/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Contents, output, planOf, replayHere, rows as rowsOf, rules } from '../../../replay/setting.ts';
import { countedOf, recordingAt } from '../laid.ts';
import type { Answered, Asked, Service } from './service.ts';

export type Cell = string | null;
export type Told = (sql: string) => readonly (readonly Cell[])[];

export interface Protocol {
  readonly scheme: string;
  /** Of a table with the columns `origin` (text), `delay` (integer) and `at` (a time). */
  readonly address: string;
  readonly service: Service;
  readonly environment: Readonly<Record<string, string>>;
  /** In a header or a body, of who asks. */
  readonly shows?: string;
  /** The columns, as the service itself lists them. */
  readonly columns: readonly (readonly Cell[])[];
  /** Answers to each statement with its rows, in two parts where the protocol has parts, after it has run for a while. */
  serve(tell: Told): (asked: Asked) => Answered;
  /** The statement that is asked for the first time here. */
  sqlOf(asked: Asked): string | undefined;
  /** Whether it asks for the columns, and not for rows. */
  isOfColumns(asked: Asked): boolean;
  /** To who may not. */
  readonly refused: Answered;
  /** To a statement that is wrong, with what a row says in its words. */
  readonly wrong: Answered;
  readonly wrongCode: string;
  readonly tooLong: Answered;
  /** Whether it asks for the last part of the rows. */
  isOfLastPart(asked: Asked): boolean;
  /** To a statement that is running, again and again. */
  running(asked: Asked): Answered;
  isCancel(asked: Asked): boolean;
}

const contents: Contents = {
  'tier.json': [
    { if: [{ '<': [{ var: 'delay' }, 60] }, 'none', 'long'] },
    { if: [{ '<': [{ var: 'delay' }, 90] }, 'none', 'long'] },
  ],
};

/** The record, how often it is there, and its first and last time. */
const COUNTED: readonly (readonly Cell[])[] = [
  ['{"delay":10}', '3', '"2026-11-02T10:00:00Z"', '"2026-11-03T10:00:00Z"'],
  ['{"delay":75}', '2', '"2026-11-02T11:00:00Z"', '"2026-11-02T11:00:00Z"'],
  ['{"delay":120}', '1', 'null', 'null'],
];

export function itOpens(protocol: Protocol): void {
  const { scheme, address, service, environment, columns } = protocol;
  const plan = planOf(
    {
      steps: [rules('tier.json', '/tier', 'json-logic-engine')],
      outputs: [output('/tier')],
      recording: recordingAt(address)({ time: '/at' }),
    },
    contents,
  );
  const tell: Told = (sql) => (/count\(\*\)/i.test(sql) ? COUNTED : columns);
  /** Answers well until the rows are asked for. */
  const then = (answer: (asked: Asked) => Answered): ((asked: Asked) => Answered) => {
    const well = protocol.serve(tell);
    let isReading = true;
    return (asked) => {
      const sql = protocol.sqlOf(asked);
      if (sql !== undefined) isReading = !/count\(\*\)/i.test(sql);
      return isReading || protocol.isOfColumns(asked) ? well(asked) : answer(asked);
    };
  };
  const refusal = async (answer: (asked: Asked) => Answered): Promise<string> => {
    service.answer(answer);
    const error: unknown = await countedOf(plan).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    const { message } = error as Error;
    for (const secret of ['s3cret', 'of a row']) expect(message).not.toContain(secret);
    return message;
  };

  describe(`tables at ${scheme}:// (its protocol and its SQL by their references, no such service)`, () => {
    const before = { ...process.env };
    beforeAll(() => void Object.assign(process.env, environment));
    afterAll(() => {
      for (const name of Object.keys(environment)) delete process.env[name];
      Object.assign(process.env, before);
    });

    it('are counted where they lie, by statements that another parser reads, for who may', async () => {
      service.answer(protocol.serve(tell));
      const evidence = await replayHere(plan, [await countedOf(plan)]);
      expect(evidence).toMatchObject({ read: 6, replayed: 6 });
      expect(rowsOf(evidence, 'tier')).toEqual(['"long" → "long": 1', '"long" → "none": 2', '"none" → "none": 3']);
      const statements = service.asked.flatMap((asked) => protocol.sqlOf(asked) ?? []);
      for (const sql of statements) expect(validate(sql, scheme as never), sql).toMatchObject({ valid: true });
      expect(statements.at(-1)).toMatch(/\bdelay\b/i);
      expect(statements.at(-1)).not.toMatch(/\borigin\b/i);
      for (const { headers, body } of service.asked.slice(0, 1)) {
        expect(JSON.stringify([headers, body])).toContain(protocol.shows ?? '');
      }
    });

    it('are asked again where the service is busy', async () => {
      const well = protocol.serve(tell);
      let busy = 1;
      service.answer((asked) => {
        busy -= 1;
        return busy >= 0 ? { status: 503, headers: { 'retry-after': '0' }, body: {} } : well(asked);
      });
      expect((await countedOf(plan)).counted).toMatchObject({ records: 6, distinct: 3 });
    });

    it('that may not be read, or are not there, and statements that are wrong are told apart, in words of ours', async () => {
      expect(await refusal(() => protocol.refused)).toMatch(/refused the credentials|does not let these credentials/);
      const nothing = protocol.serve((sql) => (/count\(\*\)/i.test(sql) ? COUNTED : []));
      expect(await refusal(nothing)).toMatch(/there is no such place as the table/);
      expect(await refusal(then(() => protocol.wrong))).toContain(`could not be asked (${protocol.wrongCode})`);
      expect(await refusal(then(() => protocol.tooLong))).toMatch(/took longer than 5 minutes to answer, or more/);
    });

    it('are not taken for all of their rows where a part of these does not come', async () => {
      const well = protocol.serve(tell);
      const lost = (asked: Asked): Answered =>
        protocol.isOfLastPart(asked) || protocol.isCancel(asked) ? { body: {} } : well(asked);
      expect(await refusal(then(lost))).toContain('could not be asked (an incomplete answer)');
    });

    it('are told to stop when nobody waits for them any more', async () => {
      const stopping = new AbortController();
      service.answer(
        then((asked) => {
          if (!protocol.isCancel(asked)) setTimeout(() => stopping.abort(new Error('the end')), 20);
          return protocol.running(asked);
        }),
      );
      await expect(countedOf(plan, 1, stopping.signal)).rejects.toThrow('the end');
      await expect.poll(() => service.asked.some((asked) => protocol.isCancel(asked))).toBe(true);
    });
  });
}
