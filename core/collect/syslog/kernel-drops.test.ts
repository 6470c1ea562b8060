import { createSocket } from 'node:dgram';
import { describe, expect, it } from 'vitest';
import { bufferErrors, bufferErrors6, dropsOf, readBufferErrors, readKernelDrops } from './kernel-drops.ts';

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

  it('of all sockets are found by name, whatever columns a kernel has', () => {
    const names = 'Udp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors InCsumErrors IgnoredMulti';
    expect(bufferErrors(`Tcp: A\nTcp: 1\n${names} MemErrors\nUdp: 9 0 5 9 3 0 0 0 2\nUdpLite: A\nUdpLite: 7\n`)).toBe(
      5,
    );
    expect(bufferErrors(`${names}\nUdp: 9 0 5 9 3 0 0 0\n`)).toBe(3);
    expect([bufferErrors('Tcp: A\nTcp: 1\n'), bufferErrors('Udp: InDatagrams\nUdp: 1\n'), bufferErrors('')]).toEqual([
      null,
      null,
      null,
    ]);
    expect(bufferErrors6('Udp6InErrors    \t4\nUdp6RcvbufErrors\t3\nUdp6MemErrors\t1\n')).toBe(4);
    expect(bufferErrors6('Ip6InReceives 4\n')).toBe(null);
  });

  it.runIf(process.platform === 'linux')('are told for a socket of ours', async () => {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', () => resolve()));
    expect(await readKernelDrops('127.0.0.1', socket.address().port)).toBe(0);
    expect(await readBufferErrors('127.0.0.1')).toBeGreaterThanOrEqual(0);
    socket.close();
  });
});
