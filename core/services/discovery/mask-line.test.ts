import { describe, expect, it } from 'vitest';
import { HIDDEN, maskLine, maskRecord } from './mask-line.ts';

const names = {
  user: { name: 'CORP\\alice.w', token: 'User_0000000000000000' },
  device: { name: 'pc-alice', token: 'Device_0000000000000000' },
};
const record = {
  line: 7,
  format: 'squid-native',
  time: '2025-01-01T00:00:00.123Z',
  sourceIp: '10.1.2.3',
  sourceUser: 'CORP\\alice.w',
  sourceHost: 'pc-alice',
  destinationHost: 'files.example.com',
  url: 'http://files.example.com/home/alice.w/report-bob.pdf?id=998877',
  method: 'GET',
  status: 200,
  bytesReceived: 53210,
  userAgent: 'Alice Browser',
};

describe('a masked line', () => {
  it('shows addresses, host, figures and words of the layout; names as tokens; hides the rest', () => {
    const raw =
      '1735689600.123 245 10.1.2.3 TCP_MISS/200 53210 GET http://files.example.com/home/alice.w/report-bob.pdf?id=998877 CORP\\alice.w HIER_DIRECT/192.0.2.10 "Alice Browser" manager=bob.b';
    expect(maskLine(raw, record, names)).toBe(
      `1735689600.123 245 10.1.2.3 TCP_MISS/200 53210 GET http://files.example.com/${HIDDEN} User_0000000000000000 HIER_DIRECT/192.0.2.10 "${HIDDEN} ${HIDDEN}" ${HIDDEN}=${HIDDEN}`,
    );
  });

  it('finds a name in every spelling it may have in a line', () => {
    for (const spelling of ['CORP\\alice.w', 'corp\\ALICE.W', 'CORP%5Calice.w', 'alice.w', 'pc-alice']) {
      const masked = maskLine(`x ${spelling} y`, record, names);
      expect(masked).toMatch(/^••• (User|Device)_0000000000000000 •••$/);
    }
  });

  it('hides numbers that are nobody knows whose', () => {
    expect(maskLine('status 200 port 443 staff 4711202 phone 0049301234', record, names)).toBe(
      `status 200 ${HIDDEN} 443 ${HIDDEN} ${HIDDEN} ${HIDDEN} ${HIDDEN}`,
    );
  });

  it('says nothing of how long a hidden word is', () => {
    expect(maskLine('supercalifragilistic', record, names)).toBe(maskLine('ab', record, names));
  });
});

it('a masked record keeps figures and addresses', () => {
  const masked = maskRecord(record, names);
  expect(masked).toMatchObject({
    sourceUser: 'User_0000000000000000',
    sourceHost: 'Device_0000000000000000',
    url: `http://files.example.com/${HIDDEN}`,
    userAgent: HIDDEN,
    sourceIp: '10.1.2.3',
    status: 200,
    method: 'GET',
  });
  expect(JSON.stringify(masked)).not.toMatch(/alice|bob/i);
});
