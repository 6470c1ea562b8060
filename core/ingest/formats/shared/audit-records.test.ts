import { expect, test } from 'vitest';
import { isAuditMessage } from './audit-records.ts';

test.each([
  ['CISE_Passed_Authentications 0000000001 1 0 2025-01-01 00:00:07.123 +00:00 5200 NOTICE Passed-Authentication', true],
  ['ise1 CISE_RADIUS_Accounting 0000000001 1 0 2025-01-01 00:00:07.123 +00:00 3002 NOTICE Radius-Accounting', true],
  ['[wabauth] action="authentify" user="kim" client_ip="192.0.2.1"', true],
  ['msg="CISE_Passed_Authentications" src=192.0.2.1 dst=192.0.2.2 sport=1 dport=2', false],
])('tells of "%s" whether it is about a person', (line, isAudit) => {
  expect(isAuditMessage(line, 0, line.length)).toBe(isAudit);
});
