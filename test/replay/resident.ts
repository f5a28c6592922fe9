/** A replay process with an engine whose stage warms up, waits for others and holds something. Started by `resident.test.ts`. */
import type { Engine, Stage } from '../../src/artifacts/engine.ts';
import { engineLoads } from '../../src/artifacts/engine-loads.generated.ts';
import { engines } from '../../src/artifacts/registry.ts';
import '../../src/replay/serve.ts';

function tell(type: string): void {
  process.send?.({ type });
}

const stage: Stage = {
  async warmUp() {
    tell('warm');
  },
  async run(batch, { signal } = {}) {
    tell('waits');
    await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    tell('aborted');
    return batch.map(() => ({ outcome: 'failed', reason: 'nobody waited' }));
  },
  async [Symbol.asyncDispose]() {
    tell('disposed');
  },
};

const [any] = engines;
const loads = engineLoads as Record<string, () => Promise<Engine>>;
if (any) loads.resident = async () => ({ ...any, id: 'resident', compile: async () => stage });
