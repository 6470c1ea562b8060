import { expect, test } from 'vitest';
import { EventDraft, REJECTED } from '../api.ts';
import { readLine } from '../kv/test-kit.ts';
import { testFormat } from '../shared/format-tests.test-kit.ts';
import { azureDiagnostics } from './format.ts';

testFormat(azureDiagnostics, import.meta.url);

test('leaves a relay\u2019s object around one of its own to whoever unwraps it, though the relay names a host', () => {
  const inner = '{"category":"AZFWNetworkRule","properties":{"SourceIp":"10.0.0.5","DestinationIp":"192.0.2.10"}}';
  const line = JSON.stringify({ host: 'relay', message: inner, timestamp: '2025-01-01T00:00:00Z' });
  expect(readLine(azureDiagnostics.createParser(), line, 0, line.length, new EventDraft())).toBe(REJECTED);
});
