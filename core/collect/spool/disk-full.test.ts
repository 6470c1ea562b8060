/** A spool on a disk that fills up: senders wait, datagrams are counted, and nothing acknowledged is lost once there is room. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { portOf, sealedLines, sendTcp, sendUdp, sourceOf, statusOf, until } from '../collect.test-kit.ts';
import { Collector } from '../collector.ts';

/** A disk of one megabyte, or why there is none. */
function mountSmallDisk(): { readonly disk: string } | { readonly reason: string } {
  if (process.platform !== 'linux') return { reason: 'a small disk is mounted on Linux only' };
  const disk = mkdtempSync(path.join(tmpdir(), 'undercast-small-spool-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk], { stdio: 'pipe' });
    return { disk };
  } catch {
    rmSync(disk, { recursive: true });
    return { reason: 'mounting a small disk needs root' };
  }
}

function fillUp(file: string): void {
  try {
    for (;;) appendFileSync(file, Buffer.alloc(512));
  } catch {
    // No room for more: that is what was wanted.
  }
}

const mounted = mountSmallDisk();
const disk = 'disk' in mounted ? mounted.disk : '';

describe.skipIf(disk === '')('reason' in mounted ? `skipped: ${mounted.reason}` : 'a full disk', () => {
  afterAll(() => {
    execFileSync('umount', [disk]);
    rmSync(disk, { recursive: true });
  });

  it('makes TCP senders wait, counts datagrams, and goes on by itself', async () => {
    const spool = path.join(disk, 'spool');
    const filler = path.join(disk, 'filler');
    writeFileSync(filler, Buffer.alloc(700_000));
    const collector = await Collector.open({
      spoolFolder: spool,
      limits: { minFreeBytes: 0, retryMs: 20, maxPendingBytes: 100_000 },
    });
    await collector.add(sourceOf('tcp', { kind: 'tcp', host: '127.0.0.1', port: 0 }));
    await collector.add(sourceOf('udp', { kind: 'udp', host: '127.0.0.1', port: 0 }));
    const lines = Array.from({ length: 6000 }, (_, i) => `<134>Mar  2 08:00:00 fw app: line ${i} ${'x'.repeat(60)}`);
    const sent = sendTcp(portOf(statusOf(collector, 'tcp')), [lines.map((line) => `${line}\n`).join('')]);
    await until(() => statusOf(collector, 'tcp').state === 'full');
    const full = statusOf(collector, 'tcp');
    expect(full.problem).toContain('is full');
    expect(full.synced).toBeLessThan(lines.length);
    // The disk is full for the other source as well, once nothing at all is left of it.
    fillUp(path.join(disk, 'rest'));
    await sendUdp(portOf(statusOf(collector, 'udp')), ['<13>first']);
    await until(() => statusOf(collector, 'udp').state === 'full');
    await sendUdp(portOf(statusOf(collector, 'udp')), ['<13>lost', '<13>lost too']);
    await until(() => statusOf(collector, 'udp').dropped.congested === 2);
    unlinkSync(filler);
    unlinkSync(path.join(disk, 'rest'));
    await sent;
    await until(() => statusOf(collector, 'tcp').synced === lines.length && statusOf(collector, 'udp').synced === 1);
    expect(statusOf(collector, 'tcp')).toMatchObject({ state: 'listening', problem: null });
    await collector.stop();
    expect((await sealedLines(spool)).sort()).toEqual([...lines, '<13>first'].sort());
  });
});
