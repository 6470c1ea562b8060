import { describe, expect, it } from 'vitest';
import { EventDraft } from '../formats/api.ts';
import { createDirectionProfile, directionOf, isOwnHost } from './direction.ts';

const profile = createDirectionProfile(
  ['10.0.0.0/8', '2001:db8::/32'],
  ['corp.example', '*.intern.example', '.Other.Example.'],
);

function direction(values: Partial<EventDraft>, own = profile) {
  return directionOf(Object.assign(new EventDraft(), values), own);
}

describe('directionOf', () => {
  it.each([
    [{ sourceIp: '10.1.1.1', destinationHost: 'files.example.com' }, 'outbound'],
    [{ sourceIp: '10.1.1.1', destinationIp: '192.0.2.1' }, 'outbound'],
    [{ sourceIp: '10.1.1.1', destinationIp: '10.2.2.2' }, 'internal'],
    [{ sourceIp: '198.51.100.1', destinationIp: '10.2.2.2' }, 'inbound'],
    [{ sourceIp: '2001:db8::1', destinationIp: '2001:db8::2' }, 'internal'],
    [{ sourceIp: '10.1.1.1', destinationHost: 'wiki.corp.example' }, 'internal'],
    [{ sourceIp: '198.51.100.1', destinationHost: 'corp.example' }, 'inbound'],
    [{ sourceUser: 'alice', destinationHost: 'a.other.example' }, 'internal'],
    [{ sourceIp: '10.1.1.1', destinationHost: 'printer7' }, 'internal'],
    [{ sourceIp: '10.1.1.1', destinationHost: 'notcorp.example' }, 'outbound'],
    [{ sourceIp: '10.1.1.1', destinationHost: 'files.example.com', destinationIp: '10.9.9.9' }, 'outbound'],
    [{ sourceIp: '198.51.100.1', destinationHost: 'www.example.com', reason: 'inbound' }, 'inbound'],
    [{ sourceIp: '198.51.100.1', destinationIp: '192.0.2.1' }, 'outbound'],
  ] as const)('%j is %s', (values, expected) => expect(direction(values)).toBe(expected));

  it('calls nothing internal without a profile', () => {
    const none = createDirectionProfile([], []);
    expect(direction({ sourceIp: '10.1.1.1', destinationIp: '10.2.2.2' }, none)).toBe('outbound');
    expect(direction({ sourceIp: '10.1.1.1', destinationHost: 'wiki.corp.example' }, none)).toBe('outbound');
  });
});

it('matches whole labels only', () => {
  const domains = new Set(['corp.example']);
  expect(['corp.example', 'a.b.corp.example'].map((host) => isOwnHost(host, domains))).toEqual([true, true]);
  expect(['xcorp.example', 'corp.example.net', 'example'].map((host) => isOwnHost(host, domains))).toEqual([
    false,
    false,
    true,
  ]);
});

it('looks at no more labels of a host than a domain can have', () => {
  let asked = 0;
  const domains = new (class extends Set<string> {
    override has(value: string): boolean {
      asked++;
      return super.has(value);
    }
  })(['corp.example']);
  expect(isOwnHost(`${'a.'.repeat(50_000)}corp.example`, domains)).toBe(true);
  expect(isOwnHost(`${'a.'.repeat(50_000)}example`, domains)).toBe(false);
  expect(isOwnHost('x'.repeat(400), domains)).toBe(true);
  expect(isOwnHost(`${'x'.repeat(400)}.corp.example`, domains)).toBe(true);
  expect(asked).toBeLessThan(400);
});
