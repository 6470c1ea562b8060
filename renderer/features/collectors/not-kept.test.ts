import { expect, it } from 'vitest';
import type { SourceStatus } from '../../../core/contract/collectors.ts';
import { notKept } from './not-kept.ts';

const STATUS: SourceStatus = {
  name: 'fw',
  address: 'tcp://127.0.0.1:6601',
  state: 'listening',
  fault: null,
  isStrained: false,
  unsynced: { lines: 0, bytes: 0, oldestMs: 0 },
  health: 'connected',
  problem: null,
  lastData: 1,
  lines: 10,
  files: null,
  bytes: 100,
  synced: 10,
  rateNow: 1,
  rateMinute: 1,
  connections: 1,
  refused: 0,
  lastRefusal: null,
  dropped: { congested: 0, oversized: 0, incomplete: 0, kernel: 0, machine: 0 },
  failedFiles: 0,
  receiveBuffer: null,
  waiting: 0,
  waitingBytes: 0,
};

it('counts lines and files that were not kept, and no connection that was refused', () => {
  const dropped = { congested: 2, oversized: 1, incomplete: 0, kernel: null, machine: null };
  const status = { ...STATUS, dropped, failedFiles: 1, refused: 1, lastRefusal: '192.0.2.1: it showed no certificate' };
  expect(notKept(status)).toEqual({
    lines: 4,
    reasons: [
      '2 while disk or spool could not keep up',
      '1 longer than 1 MiB',
      '1 file that is no log',
      '1 connection refused (last: 192.0.2.1: it showed no certificate)',
    ],
  });
});

it('says what is received and not on disk where the disk takes nothing, and not while it is on its way', () => {
  const unsynced = { lines: 1, bytes: 90, oldestMs: 5000 };
  expect(notKept({ ...STATUS, unsynced }).reasons).toEqual([]);
  expect(notKept({ ...STATUS, unsynced, fault: 'full' }).reasons).toEqual([
    '1 line received is in memory, not on disk yet',
  ]);
});

it('says where the system’s own losses cannot be told, or were other programs’ too', () => {
  const udp = { ...STATUS, address: 'udp://127.0.0.1:5514' };
  expect(notKept({ ...udp, dropped: { ...STATUS.dropped, kernel: null } }).reasons).toEqual([
    'what the system dropped cannot be told on this platform',
  ]);
  expect(notKept({ ...udp, dropped: { ...STATUS.dropped, kernel: 1, machine: 3 } })).toEqual({
    lines: 1,
    reasons: ['1 dropped by the system before we saw them', 'the system had no room for 3 datagrams of all programs'],
  });
});
