/** A collector's sealed segments, with the workspace's key: the same one, and the same way, as evidence of anonymised streams. */
import type { BlockOpener, BlockSealer } from '../../ingest/read/sealed-blocks.ts';
import { packSealedFrame, unpackFrame } from '../../store/evidence/frame-codec.ts';
import type { WorkspaceSeal } from '../../store/privacy/workspace-seal.ts';

export function segmentSealer(seal: WorkspaceSeal): BlockSealer {
  return { keyId: seal.id, seal: (lines) => packSealedFrame(lines, seal) };
}

export function segmentOpener(seal: WorkspaceSeal): BlockOpener {
  return { keyId: seal.id, open: (packed) => unpackFrame(packed, null, seal) };
}
