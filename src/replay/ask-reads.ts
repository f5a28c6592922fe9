/** Asks a process that has been told of plans which places of a record one of them reads. */
import type { Wanted } from '../recordings/screen/wanted.ts';
import type { Broker } from './broker/broker.ts';
import { uncompiled } from './pool.ts';
import type { ReplayProcess } from './process.ts';

/** Undefined: all. The process compiles the plan for it. Throws ArtifactError. */
export async function askReads(
  process: ReplayProcess,
  plan: number,
  broker: Pick<Broker, 'ask'> | undefined,
): Promise<readonly Wanted[] | undefined> {
  const result = await process.run({ type: 'reads', plan }, () => {}, broker);
  if (result.type === 'passed' && result.parts.kind === 'reads') return result.parts.wanted;
  if (result.type === 'died' && result.last.type === 'compiling') throw uncompiled(result.last, result.how);
  throw new Error('a replay process that does not say what a plan reads');
}
