/** Probot, which only the App and issues of the command line need: asked for before what is made of it is loaded. */
import { loadPeer } from '../peer.ts';

/** Throws a PeerError where Probot is not installed. `use`: what needs it, with its verb. */
export async function ensureProbot(use = 'the App needs'): Promise<void> {
  await loadPeer(use, ['probot'], () => import('probot'));
}
