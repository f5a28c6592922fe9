/** Probot, which only the App needs. `weir app` asks for it before it loads what is made of it. */
import { loadPeer } from '../peer.ts';

/** Throws a PeerError where Probot is not installed. */
export async function ensureProbot(): Promise<void> {
  await loadPeer('the App needs', ['probot'], () => import('probot'));
}
