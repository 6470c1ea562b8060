/**
 * In: an import's evidence file and where its frames stand. Out: a second file with the same frames, smaller.
 * Guarantee: every frame was read back and compared before the file counts as written; the first file is not touched.
 */
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { AppError } from '../../contract/errors.ts';
import type { WorkspaceSeal } from '../privacy/workspace-seal.ts';
import { MAX_DICTIONARY, packDictionary } from './dictionary.ts';
import { readFrame } from './evidence-file.ts';
import { packSmallFrame, unpackFrame } from './frame-codec.ts';

export interface PlacedFrame {
  readonly id: number;
  readonly offset: number;
  readonly clen: number;
  readonly rlen: number;
}

export interface CompactFile {
  readonly frames: readonly { readonly id: number; readonly offset: number; readonly clen: number }[];
  readonly bytes: number;
}

/** A dictionary of more than this share of the lines costs more than it saves. */
const DICTIONARY_SHARE = 64;
/** Frames that the dictionary is taken from, spread over the import. */
const DICTIONARY_PIECES = 16;
/** Below this a dictionary is not worth its while. */
const MIN_DICTIONARY = 16 * 1024;

/**
 * @param onFrame raw bytes done so far; what it throws ends the work, and nothing of the second file stays
 * @throws AppError workspace.corrupt when a frame of the first file is damaged: it is left as it is
 */
export function compactEvidence(
  from: string,
  to: string,
  frames: readonly PlacedFrame[],
  seal: WorkspaceSeal | null,
  onFrame: (bytes: number) => void,
): CompactFile {
  const source = openSync(from, 'r');
  const target = openSync(to, 'w');
  try {
    const read = (frame: PlacedFrame) => readFrame(source, from, frame.offset, frame.clen, seal);
    const dictionary = dictionaryOf(frames, read);
    let offset = 0;
    const append = (bytes: Uint8Array): number => {
      const start = offset;
      for (let done = 0; done < bytes.length; )
        done += writeSync(target, bytes, done, bytes.length - done, offset + done);
      offset += bytes.length;
      return start;
    };
    if (dictionary) append(packDictionary(dictionary, seal));
    let raw = 0;
    const placed = frames.map((frame) => {
      const bytes = read(frame);
      const packed = Buffer.from(packSmallFrame(bytes, dictionary, seal));
      if (!unpackFrame(packed, dictionary, seal)?.equals(bytes)) {
        throw new AppError('workspace.corrupt', 'A frame did not come back as it was. The evidence is left as it is.');
      }
      raw += frame.rlen;
      onFrame(raw);
      return { id: frame.id, offset: append(packed), clen: packed.length };
    });
    fsyncSync(target);
    return { frames: placed, bytes: offset };
  } catch (cause) {
    rmSync(to, { force: true });
    throw cause;
  } finally {
    closeSync(source);
    closeSync(target);
  }
}

/** Pieces from all over the import, so that hosts and people of every day are in it. */
function dictionaryOf(frames: readonly PlacedFrame[], read: (frame: PlacedFrame) => Buffer): Buffer | null {
  const total = frames.reduce((sum, frame) => sum + frame.rlen, 0);
  const size = Math.min(MAX_DICTIONARY, Math.floor(total / DICTIONARY_SHARE));
  if (size < MIN_DICTIONARY) return null;
  const piece = Math.floor(size / DICTIONARY_PIECES);
  const step = frames.length / DICTIONARY_PIECES;
  const parts = Array.from({ length: DICTIONARY_PIECES }, (_, i) => {
    const frame = frames[Math.min(frames.length - 1, Math.floor((i + 0.5) * step))];
    return frame ? read(frame).subarray(0, piece) : Buffer.alloc(0);
  });
  return Buffer.concat(parts);
}
