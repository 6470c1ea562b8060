import { describe, expect, it } from 'vitest';
import { customerDomain, isPlatformSuffix, isRegistrySuffix, publicSuffix, registrableDomain } from './domain.ts';

describe('domain', () => {
  it('finds the registered domain through suffixes of several labels', () => {
    expect(registrableDomain('www.app.example.co.uk')).toBe('example.co.uk');
    expect(registrableDomain('example.com')).toBe('example.com');
    expect(registrableDomain('me.github.io')).toBe('github.io');
  });

  it('keeps customers of a platform apart on request', () => {
    expect(customerDomain('www.me.github.io')).toBe('me.github.io');
    expect(publicSuffix('me.github.io')).toBe('github.io');
    expect(publicSuffix('app.example.co.uk')).toBe('co.uk');
  });

  it('has no domain for addresses, single labels and bare suffixes', () => {
    for (const host of ['192.0.2.1', '2001:db8::1', 'localhost', 'com', 'co.uk', '']) {
      expect(registrableDomain(host), host).toBeNull();
    }
    expect(publicSuffix('192.0.2.1')).toBeNull();
  });

  it('tells registry suffixes from platform suffixes', () => {
    expect(['com', 'co.uk', 'intranet'].map(isRegistrySuffix)).toEqual([true, true, true]);
    expect(['example.com', 'github.io', 'blogspot.com'].map(isRegistrySuffix)).toEqual([false, false, false]);
    expect(['github.io', 'herokuapp.com'].map(isPlatformSuffix)).toEqual([true, true]);
    expect(['com', 'me.github.io', 'example.com', 'intranet'].map(isPlatformSuffix)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});
