/** The list from which replay processes load engines one by one is generated, and holds what the registry does. */
import { expect, test } from 'vitest';
import { loadCompiler, loadEngine } from '../../src/artifacts/load-engine.ts';
import { engines } from '../../src/artifacts/registry.ts';

test.each(engines.map(({ id }) => id))('%s is the same engine, loaded alone', async (id) => {
  const known = engines.find((engine) => engine.id === id);
  expect(await loadEngine(id)).toBe(known);
  const { needs, open, isInside, load, compile } = await loadCompiler(id);
  expect({ needs, open, isInside, load, compile }).toEqual({
    needs: known?.needs,
    open: known?.open,
    isInside: known?.isInside,
    load: known?.load,
    compile: known?.compile,
  });
});

test('what no engine is called cannot be loaded', async () => {
  await expect(loadEngine('json-schemas')).rejects.toThrow('there is no engine json-schemas');
  await expect(loadCompiler('json-schemas')).rejects.toThrow('there is no engine json-schemas');
});
