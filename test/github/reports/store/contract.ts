/** What every store of texts has to do, whatever it lies in. The test of each store calls it. */
import { describe, expect, test } from 'vitest';
import type { TextStore } from '../../../../src/github/reports/store/text-store.ts';

export interface StoreScene {
  /** Of the kinds `checks` and `replays`. */
  readonly store: TextStore;
  /** Makes a text of the store look as if it had been written at `time`; undefined: nobody can here. */
  readonly age?: (name: string, time: Date) => Promise<void>;
}

const DAY_MS = 86_400_000;

/** @param scene an empty store, the same for all tests */
export function storeContract(name: string, { store, age }: StoreScene): void {
  describe(name, () => {
    test('what was written last is read, whatever its characters', async () => {
      await store.write('checks/7/pull-12/abc.json', 'first');
      await store.write('checks/7/pull-12/abc.json', 'sécond\r\n漢字 <&>');

      expect(await store.read('checks/7/pull-12/abc.json')).toBe('sécond\r\n漢字 <&>');
    });

    test('a text may be empty, or long', async () => {
      await store.write('checks/7/pull-13/empty.html', '');
      await store.write('checks/7/pull-13/long.html', 'x'.repeat(3_000_000));

      expect(await store.read('checks/7/pull-13/empty.html')).toBe('');
      expect(await store.read('checks/7/pull-13/long.html')).toHaveLength(3_000_000);
    });

    test('the names right below a folder are listed, and no others', async () => {
      const names = ['checks/6/pull-1/a.json', 'checks/6/pull-1/b.html', 'checks/6/pull-1/deep/c.json'];
      for (const text of [...names, 'checks/6/pull-12/other.json']) await store.write(text, text);

      expect((await store.list('checks/6/pull-1')).toSorted()).toEqual(['a.json', 'b.html', 'deep']);
    });

    test('what is not there is undefined, and a folder that is not there is empty', async () => {
      expect(await store.read('checks/8/pull-1/abc.json')).toBeUndefined();
      expect(await store.list('checks/8/pull-1')).toEqual([]);
    });

    test.for([
      '',
      'checks/../../secret',
      'checks//a',
      '/etc/passwd',
      'checks/./a',
      'checks/a\0b',
      'checks/a\\b',
      'checks/a/',
      'other/a',
      `checks/${'a'.repeat(201)}`,
    ])('%j is no name', async (wrong) => {
      await expect(store.read(wrong)).rejects.toThrow('no name for a text');
      await expect(store.write(wrong, 'x')).rejects.toThrow('no name for a text');
      await expect(store.list(wrong)).rejects.toThrow('no name for a text');
    });

    test.skipIf(age === undefined)(
      'what was written before a time is removed and counted, and nothing else',
      async () => {
        const names = ['checks/9/pull-1/new.html', 'checks/9/pull-1/old.html', 'replays/acme/claims/old.json'] as const;
        for (const text of names) await store.write(text, text);
        for (const old of names.slice(1)) await age?.(old, new Date(Date.now() - 91 * DAY_MS));

        expect(await store.removeBefore(new Date(Date.now() - 90 * DAY_MS))).toBe(2);
        expect(await Promise.all(names.map((text) => store.read(text)))).toEqual([names[0], undefined, undefined]);
        expect(await store.removeBefore(new Date(Date.now() - 90 * DAY_MS))).toBe(0);
      },
    );
  });
}
