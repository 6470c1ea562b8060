import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { Output } from './output.ts';

it('writes instants as programs read them, at any depth, and leaves unknown ones and counts alone', async () => {
  const stream = new PassThrough();
  const out = new Output(stream);
  await out.json([
    { taken: 0, lastSeen: null, firstEvent: '2026-01-01T00:00:00Z', objects: 3, sub: { started: 1000 } },
  ]);
  expect(JSON.parse(String(stream.read()))).toEqual([
    {
      taken: '1970-01-01T00:00:00.000Z',
      lastSeen: null,
      firstEvent: '2026-01-01T00:00:00Z',
      objects: 3,
      sub: { started: '1970-01-01T00:00:01.000Z' },
    },
  ]);
});

it('keeps a line one line, its tabs, and nothing in it that a terminal obeys; JSON reads back as it was', async () => {
  const name = 'a\u001b[31m\u202eb\u061cc\nundercast: all is well\u0000';
  const stream = new PassThrough();
  const out = new Output(stream);
  await out.line(`7\t${name}`);
  expect(String(stream.read())).toBe('7\ta·[31m·b·c·undercast: all is well·\n');
  await out.json({ name });
  const text = String(stream.read());
  expect(text).toMatch(/^[ -~]+\n$/);
  expect(JSON.parse(text)).toEqual({ name });
});
