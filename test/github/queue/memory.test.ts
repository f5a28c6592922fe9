import { memoryQueue } from '../../../src/github/queue/memory.ts';
import { itQueues } from './contract.ts';

itQueues('the queue in memory', {
  open: async (_, options) => memoryQueue(options),
  skip: [
    {
      test: 'what was handed back and what waited runs after a restart, in the same order',
      reason: 'memory does not outlive its process; the reconciler finds on GitHub what was lost',
    },
    {
      test: 'a repeated job is added once a period, by however many processes',
      reason: 'memory is not shared between processes',
    },
  ],
});
