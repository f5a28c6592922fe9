/** What the manifests of the two engines that evaluate JSONLogic have in common. */
import type { Manifest } from '../../manifest.ts';

export const manifest = {
  kind: 'rules',
  name: 'rules in JSONLogic',
  selectedBy: 'rules',
  content: 'text',
  parts: true,
  options: {},
  needs: { addons: false },
} as const satisfies Partial<Manifest>;
