/** A spool on a full disk behind TLS: the sender waits, the status says why, and all that it sent is kept once there is room. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from 'node:tls';
import { afterAll, describe, expect, it } from 'vitest';
import { portOf, sealedLines, sourceOf, statusOf, until } from '../collect.test-kit.ts';
import { Collector } from '../collector.ts';

/** More than the system holds for a connection, in both directions and with room to spare. */
const LINES = 500;
const LINE_BYTES = 60_000;

const disk = mkdtempSync(path.join(tmpdir(), 'undercast-tls-spool-'));
const [cert, key] = [path.join(disk, 'cert.pem'), path.join(disk, 'key.pem')];

/** Why it cannot be tried here; null where it can. */
function prepare(): string | null {
  if (process.platform !== 'linux') return 'a small disk is mounted on Linux only';
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=36m', 'tmpfs', disk], { stdio: 'pipe' });
  } catch {
    return 'mounting a small disk needs root';
  }
  const words = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  try {
    execFileSync('openssl', [...words, '-subj', '/CN=server', '-keyout', key, '-out', cert], { stdio: 'pipe' });
    return null;
  } catch {
    execFileSync('umount', [disk]);
    return 'no openssl (Debian: openssl)';
  }
}

const missing = prepare();
if (missing !== null) rmSync(disk, { recursive: true });

describe.skipIf(missing !== null)(missing === null ? 'a full disk behind TLS' : `skipped: ${missing}`, () => {
  afterAll(() => {
    execFileSync('umount', [disk]);
    rmSync(disk, { recursive: true });
  });

  it('makes the sender wait, and loses and doubles nothing', async () => {
    const spool = path.join(disk, 'spool');
    const filler = path.join(disk, 'filler');
    const limits = { minFreeBytes: 0, retryMs: 20, maxPendingBytes: 100_000 };
    const collector = await Collector.open({ spoolFolder: spool, limits });
    await collector.add(sourceOf('tls', { kind: 'tls', host: '127.0.0.1', port: 0, cert, key, ca: null }));
    const status = () => statusOf(collector, 'tls');
    try {
      for (;;) appendFileSync(filler, Buffer.alloc(1 << 16));
    } catch {
      // No room for more: that is what was wanted.
    }
    const lines = Array.from({ length: LINES }, (_, i) =>
      `<134>Mar  2 08:00:00 fw app: line ${i} `.padEnd(LINE_BYTES, 'x'),
    );
    const socket = connect({ port: portOf(status()), host: '127.0.0.1', rejectUnauthorized: false });
    const closed = new Promise<void>((resolve, reject) => socket.on('close', () => resolve()).on('error', reject));
    socket.resume();
    let left = 0;
    const sent = (async () => {
      for (const line of lines) {
        if (!socket.write(`${line}\n`)) await new Promise((resolve) => socket.once('drain', resolve));
        left++;
      }
      socket.end();
    })();
    await until(() => status().state === 'full');
    // Until the sender stands still.
    for (let before = -1; before !== left; await new Promise((resolve) => setTimeout(resolve, 300))) before = left;
    expect(left).toBeLessThan(LINES);
    const { synced, problem, lines: accepted } = status();
    expect(synced).toBeLessThan(LINES);
    expect(problem).toContain('is full');
    // What was read and cannot be kept yet is bounded: the rest stays with the system and the sender.
    expect(accepted ?? 0).toBeLessThan(LINES / 10);
    unlinkSync(filler);
    await sent;
    await closed;
    await until(() => status().synced === LINES);
    expect(status()).toMatchObject({ state: 'listening', problem: null });
    await collector.stop();
    expect(await sealedLines(spool)).toEqual(lines);
  });
});
