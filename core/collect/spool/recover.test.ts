/** What a crash can leave in a spool, and that every acknowledged line of it is in a sealed segment afterwards. */
import { copyFileSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BlockOpener, BlockSealer } from '../../ingest/read/sealed-blocks.ts';
import { openSegment, readSegment } from '../../ingest/read/spool-segment.ts';
import { sealedLines, temporaryFolder } from '../collect.test-kit.ts';
import { GroupBuffer } from './group-buffer.ts';
import { recoverSegments } from './recover.ts';
import { makeSpoolFolders, OPEN_FOLDER, SEALED_FOLDER, SegmentFile } from './segment-file.ts';

const FACTS = { source: 'fw', receiver: 'udp://127.0.0.1:5514', stream: 'S', format: 'auto', zone: null };

const mirrored = (bytes: Uint8Array): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0xff));
/** Seals nothing, but so that no line is to be read. */
const MIRROR = { keyId: 'a'.repeat(16), seal: mirrored, open: mirrored };

/** A spool whose process died with these lines in the open segment. */
async function died(
  lines: readonly string[],
  sealer: BlockSealer | null = null,
): Promise<{ spool: string; file: string }> {
  const spool = temporaryFolder();
  await makeSpoolFolders(spool);
  const segment = await SegmentFile.create(spool, FACTS, Date.now(), sealer);
  const group = new GroupBuffer();
  for (const line of lines) group.add(Buffer.from(line), '192.0.2.1', Date.now());
  if (lines.length > 0) await segment.append(group.content, group.facts);
  await segment.abandon();
  const [name = ''] = readdirSync(path.join(spool, OPEN_FOLDER));
  return { spool, file: path.join(spool, OPEN_FOLDER, name) };
}

const size = (file: string): number => readFileSync(file).length;

describe('recovering a spool', () => {
  it('seals what was synced, without the line that was torn', async () => {
    const { spool, file } = await died(['one', 'two', 'three']);
    truncateSync(file, size(file) - 2);
    expect(await recoverSegments(spool)).toHaveLength(1);
    expect(await sealedLines(spool)).toEqual(['one', 'two']);
    expect(await recoverSegments(spool)).toEqual([]);
  });

  it('finishes a seal that was under way, wherever it stopped', async () => {
    const whole = await died(['one', 'two']);
    await recoverSegments(whole.spool);
    const [name = ''] = readdirSync(path.join(whole.spool, SEALED_FOLDER));
    const sealed = path.join(whole.spool, SEALED_FOLDER, name);
    const body = readFileSync(sealed).indexOf('#undercast-sealed');
    for (const length of [body, body + 1, body + 40, size(sealed) - 1, size(sealed)]) {
      const { spool, file } = await died([]);
      copyFileSync(sealed, file);
      truncateSync(file, length);
      await recoverSegments(spool);
      expect(await sealedLines(spool)).toEqual(['one', 'two']);
    }
  });

  it('takes no line of a sender for a trailer', async () => {
    const forged = `#undercast-sealed {"lines":0,"bytes":0,"from":null,"to":null,"senders":null,"sha256":"${'0'.repeat(64)}"}`;
    const { spool } = await died(['one', forged]);
    await recoverSegments(spool);
    expect(await sealedLines(spool)).toEqual(['one', forged]);
  });

  it('keeps whole sealed blocks, counts their lines without the key, and opens them with the right one only', async () => {
    const line = (i: number): string => `line ${i} ${'x'.repeat(600)}`;
    const lines = Array.from({ length: 4000 }, (_, i) => line(i));
    const { spool, file } = await died(lines, MIRROR);
    expect(readFileSync(file).includes('line 7')).toBe(false);
    // Of three blocks the last one is torn.
    truncateSync(file, size(file) - 2);
    const [place = ''] = await recoverSegments(spool);
    const segment = await readSegment(place);
    const read = async (opener?: BlockOpener): Promise<string[]> => {
      const parts: Buffer[] = [];
      for await (const part of openSegment(place, segment, opener)) parts.push(part as Buffer);
      return Buffer.concat(parts).toString().split('\n').slice(0, -1);
    };
    const kept = await read(MIRROR);
    expect(kept.length).toBeGreaterThan(3000);
    expect(kept).toEqual(lines.slice(0, kept.length));
    expect(segment.trailer.lines).toBe(kept.length);
    await expect(read()).rejects.toMatchObject({ code: 'privacy.locked' });
    await expect(read({ ...MIRROR, keyId: 'b'.repeat(16) })).rejects.toMatchObject({ code: 'privacy.wrongKey' });
    await expect(read({ ...MIRROR, open: () => null })).rejects.toMatchObject({ code: 'file.changed' });
  });

  it('leaves nothing of a segment in which nothing was acknowledged', async () => {
    const empty = await died([]);
    const headless = await died(['one']);
    writeFileSync(headless.file, readFileSync(headless.file).subarray(0, 30));
    for (const { spool } of [empty, headless]) {
      expect(await recoverSegments(spool)).toEqual([]);
      expect(readdirSync(path.join(spool, OPEN_FOLDER))).toEqual([]);
    }
  });
});
