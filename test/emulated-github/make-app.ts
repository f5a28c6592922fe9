/** The App as it is registered with the emulated GitHub. Its key and its secret are new each time. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { App, Permissions } from './world.ts';

const PERMISSIONS: Permissions = {
  checks: 'write',
  contents: 'read',
  deployments: 'read',
  issues: 'write',
  members: 'read',
  merge_queues: 'read',
  metadata: 'read',
  pull_requests: 'write',
};

export function makeApp(id: number, permissions: Permissions = PERMISSIONS, events?: readonly string[]): App {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    id,
    clientId: `Iv23li${id}`,
    clientSecret: randomBytes(20).toString('hex'),
    slug: 'weir',
    name: 'Weir',
    privateKey: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
    publicKey,
    permissions,
    events,
  };
}
