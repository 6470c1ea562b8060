/** Shared by the collector's tests: spools in temporary folders, senders over real sockets. */
import { createSocket } from 'node:dgram';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReceiverConfig, SourceConfig, SourceStatus } from '../contract/collectors.ts';
import { openSegment, readSegment } from '../ingest/read/spool-segment.ts';
import { afterFile } from '../kit/after-file.test-kit.ts';
import type { Collector } from './collector.ts';
import { SEALED_FOLDER } from './spool/segment-file.ts';

export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'undercast-collect-'));
  afterFile(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function sourceOf(name: string, receiver: ReceiverConfig): SourceConfig {
  return { name, stream: 'Branch', format: 'auto', zone: null, anonymise: false, quietHours: 24, receiver };
}

export function statusOf(collector: Collector, name: string): SourceStatus {
  const found = collector.status().find((one) => one.name === name);
  if (!found) throw new Error(`no source ${name}`);
  return found;
}

export function portOf(status: SourceStatus): number {
  return Number(/:(\d+)$/.exec(status.address)?.[1]);
}

/** Waits for something that happens in its own time. @throws when it does not within `ms` */
export async function until(what: () => boolean | Promise<boolean>, ms = 60_000): Promise<void> {
  for (const end = Date.now() + ms; !(await what()); await sleep(5)) {
    if (Date.now() > end) throw new Error(`waited ${ms} ms for: ${what}`);
  }
}

/** Opens a connection, writes all of it and closes, as a sender does that is done. */
export function sendTcp(port: number, parts: readonly (string | Buffer)[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      for (const part of parts) socket.write(part);
      socket.end();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve());
  });
}

export async function sendUdp(port: number, datagrams: readonly (string | Buffer)[]): Promise<void> {
  const socket = createSocket('udp4');
  for (const datagram of datagrams) {
    await new Promise<void>((resolve, reject) =>
      socket.send(datagram, port, '127.0.0.1', (cause) => (cause ? reject(cause) : resolve())),
    );
  }
  socket.close();
}

/** Lines of all sealed segments of a spool, checked against their hashes. */
export async function sealedLines(spool: string): Promise<string[]> {
  const folder = path.join(spool, SEALED_FOLDER);
  const lines: string[] = [];
  for (const name of readdirSync(folder).sort()) {
    const file = path.join(folder, name);
    const segment = await readSegment(file);
    const parts: Buffer[] = [];
    for await (const part of openSegment(file, segment)) parts.push(part as Buffer);
    const own = Buffer.concat(parts).toString('utf8').split('\n').slice(0, -1);
    if (own.length !== segment.trailer.lines)
      throw new Error(`${name} says ${segment.trailer.lines}, has ${own.length}`);
    lines.push(...own);
  }
  return lines;
}
