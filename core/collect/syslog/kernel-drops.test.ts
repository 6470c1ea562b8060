import { createSocket } from 'node:dgram';
import { describe, expect, it } from 'vitest';
import { dropsOf, readKernelDrops } from './kernel-drops.ts';

const UDP = `   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
  532: 0100007F:158A 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 70190 2 0000000000000000 1234
  533: 00000000:158B 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 70191 2 0000000000000000 0
`;
const UDP6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
  101: 00000000000000000000000001000000:158A 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 70195 2 0000000000000000 7
  102: B80D0120000000000000000001000000:158A 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 70196 2 0000000000000000 9
`;

describe('drops that the system counted', () => {
  it.each([
    [UDP, '127.0.0.1', 5514, 1234],
    [UDP, '0.0.0.0', 5515, 0],
    [UDP, '127.0.0.1', 5515, null],
    [UDP6, '::1', 5514, 7],
    [UDP6, '2001:db8::1', 5514, 9],
    ['', '127.0.0.1', 5514, null],
  ])('are found by address and port (%#)', (table, host, port, drops) => {
    expect(dropsOf(table, host, port)).toBe(drops);
  });

  it.runIf(process.platform === 'linux')('are told for a socket of ours', async () => {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', () => resolve()));
    expect(await readKernelDrops('127.0.0.1', socket.address().port)).toBe(0);
    socket.close();
  });
});
