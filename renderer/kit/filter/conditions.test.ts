import { describe, expect, it } from 'vitest';
import { allOf, is, quote } from './conditions.ts';

describe('conditions', () => {
  it('quotes whatever the text form would read otherwise', () => {
    expect(quote('cloud-storage')).toBe('cloud-storage');
    expect(quote('Cloud storage')).toBe('"Cloud storage"');
    expect(quote('CORP\\alice')).toBe('"CORP\\\\alice"');
    expect(quote('a"b*c')).toBe('"a\\"b*c"');
    expect(quote('unknown')).toBe('"unknown"');
    expect(quote('1..2')).toBe('"1..2"');
    expect(quote('')).toBe('""');
    expect(is('user', null)).toBe('user:unknown');
  });

  it('joins conditions and keeps an or together', () => {
    expect(allOf('', 'a:1')).toBe('a:1');
    expect(allOf('a:1 or b:2', 'c:3')).toBe('(a:1 or b:2) and c:3');
    expect(allOf('', '')).toBe('');
  });
});
