import { describe, expect, it } from 'vitest';
import { METHODS } from './methods.ts';

const TOKEN = '00000000-0000-4000-8000-000000000000';
const receiver = { kind: 'udp', host: '127.0.0.1', port: 0 };
const GIVEN: readonly (readonly [keyof typeof METHODS, object, readonly string[]])[] = [
  ['workspace.create', { token: TOKEN }, ['name']],
  ['streams.update', { id: 1 }, ['name']],
  ['views.save', {}, ['name']],
  ['imports.start', { tokens: [TOKEN] }, ['stream']],
  ['imports.reread', { id: 1 }, ['stream']],
  ['collectors.save', { receiver }, ['name', 'stream']],
  ['connections.create', { provider: 'x', settings: {}, feeds: ['x'], secrets: {} }, ['name', 'stream']],
  ['connections.update', { id: 1 }, ['name', 'stream']],
  ['scope.saveRule', { kind: 'exclude', groups: ['x'], apps: null }, ['name']],
  ['ranges.save', { cidrs: ['192.0.2.0/24'], category: 'corporate' }, ['name']],
  ['catalog.trustKey', { token: TOKEN }, ['name']],
  ['catalog.createCustomApp', { category: 'crm', domains: ['own.example'] }, ['name']],
];

describe('a name that people give', () => {
  it.each(GIVEN)('of %s is one line in one direction, with nothing hidden', (method, rest, keys) => {
    const { input } = METHODS[method];
    const give = (name: string) => input.safeParse({ ...rest, ...Object.fromEntries(keys.map((key) => [key, name])) });
    const kept = give(' in\u202evo\u00ad\u200bice\r\nfd\u{e0041}p\u0000 ');
    expect(kept.error).toBeUndefined();
    for (const key of keys) expect(kept.data).toHaveProperty(key, 'in vo ice fd p');
    // Persian needs its joiner.
    for (const key of keys) expect(give('می\u200cخواهم').data).toHaveProperty(key, 'می\u200cخواهم');
    expect(give('\u202e\u200b').success).toBe(false);
  });

  it('leaves a comment its lines', () => {
    const { input } = METHODS['streams.update'];
    expect(input.parse({ id: 1, comment: ' a\r\n\tb\u202e\u001bc ' })).toEqual({ id: 1, comment: 'a\n\tb  c' });
    expect(input.parse({ id: 1, comment: '\u200b' })).toEqual({ id: 1, comment: '' });
  });
});
