import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { MAX_LINE } from '../line-sink.ts';
import { linesOf } from './datagram.ts';
import { StreamFramer } from './stream-framer.ts';

interface Read {
  readonly lines: string[];
  readonly drops: string[];
}

function read(chunks: readonly Buffer[], isClean = true): Read {
  const lines: string[] = [];
  const drops: string[] = [];
  const framer = new StreamFramer(
    (line) => lines.push(line.toString('latin1')),
    (reason) => drops.push(reason),
  );
  for (const chunk of chunks) framer.feed(chunk);
  framer.end(isClean);
  return { lines, drops };
}

/** Cuts bytes at the given places, wherever they fall. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const at = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((from, i) => bytes.subarray(from, at[i] ?? bytes.length));
}

const text = (over: string): Buffer => Buffer.from(over, 'latin1');
/** A message with a `<PRI>` and any bytes but those that end lines. */
const message = fc
  .uint8Array({ maxLength: 60 })
  .map(
    (bytes) =>
      `<13>x${Buffer.from(bytes)
        .toString('latin1')
        .replace(/[\n\r\0]/g, '·')}`,
  )
  .filter((line) => line.length > 0);
const cuts = fc.array(fc.nat(), { maxLength: 12 });

describe('StreamFramer', () => {
  it('reads octet-counted messages wherever the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 20 }), cuts, (messages, places) => {
        const stream = text(messages.map((one) => `${one.length} ${one}`).join(''));
        expect(read(cut(stream, places))).toEqual({ lines: messages, drops: [] });
      }),
    );
  });

  it('reads lines that end in LF, CRLF or NUL wherever the stream is cut, and a last one without its end', () => {
    const ends = fc.constantFrom('\n', '\r\n', '\0');
    fc.assert(
      fc.property(
        fc.array(message, { minLength: 1, maxLength: 20 }),
        ends,
        cuts,
        fc.boolean(),
        (all, end, places, isEnded) => {
          const stream = text(all.join(end) + (isEnded ? end : ''));
          expect(read(cut(stream, places))).toEqual({ lines: all, drops: [] });
        },
      ),
    );
  });

  it('reads counted messages and lines in turns, as a relay passes them on, wherever the stream is cut', () => {
    const framed = fc.array(fc.tuple(message, fc.boolean()), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(framed, cuts, (all, places) => {
        const stream = text(all.map(([one, isCounted]) => (isCounted ? `${one.length} ${one}` : `${one}\n`)).join(''));
        expect(read(cut(stream, places))).toEqual({ lines: all.map(([one]) => one), drops: [] });
      }),
    );
    // However often they change within one chunk.
    const turns = read([text('5 <1>ab<1>cd\n'.repeat(100_000))]);
    expect([turns.lines.length, turns.drops]).toEqual([200_000, []]);
  });

  it('survives any bytes, and gives lines without line ends', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), cuts, fc.boolean(), (bytes, places, isClean) => {
        for (const line of read(cut(Buffer.from(bytes), places), isClean).lines) expect(line).not.toMatch(/\n/);
      }),
    );
  });

  it.each([
    ['1700000000.123 10 10.0.0.1 TCP_MISS/200\n', ['1700000000.123 10 10.0.0.1 TCP_MISS/200']],
    ['2026 Mar 2 a\n12 b\n', ['2026 Mar 2 a', '12 b']],
    ['{"a":1}\n\n{"b":2}\n', ['{"a":1}', '{"b":2}']],
    // A log without priorities may begin its lines with numbers.
    ['plain\n12 <b>not a count\n', ['plain', '12 <b>not a count']],
    // A message with a line end inside stays one line.
    ['8 <1>ab\ncd7 <1>next', ['<1>ab#012cd', '<1>next']],
    // Some senders end counted messages with a line end as well.
    ['5 <1>ab\n6 <1>abc\n', ['<1>ab', '<1>abc']],
    // The count is lost: what follows is read as lines.
    ['5 <1>ab<1>lost its count\n<1>and on\n', ['<1>ab', '<1>lost its count', '<1>and on']],
  ])('tells the framing of %j', (stream, lines) => {
    expect(read([text(stream)])).toEqual({ lines, drops: [] });
  });

  it('looks at each byte of a message that comes in crumbs a bounded number of times', () => {
    const whole = text(`<13>${'x'.repeat(200_000)}`);
    for (const stream of [Buffer.concat([whole, text('\n')]), Buffer.concat([text(`${whole.length} `), whole])]) {
      const copied = vi.spyOn(Buffer, 'from');
      const got = read(
        Array.from({ length: Math.ceil(stream.length / 20) }, (_, i) => stream.subarray(i * 20, i * 20 + 20)),
      );
      expect(got).toEqual({ lines: [whole.toString('latin1')], drops: [] });
      // The first crumb, and what is left behind the end.
      expect(copied.mock.calls.length).toBeLessThan(10);
      copied.mockRestore();
    }
  });

  it.each([
    ['of a line', '<13>long', ' rest\n<13>next\n'],
    ['of a counted message', '13 <13>long', ' rest8 <13>next'],
  ])('reads past the rest %s that it gives up, and counts it', (_, beginning, rest) => {
    const lines: string[] = [];
    const drops: string[] = [];
    const framer = new StreamFramer(
      (line) => lines.push(line.toString('latin1')),
      (reason) => drops.push(reason),
    );
    framer.feed(text(beginning));
    expect(framer.heldBytes).toBe(beginning.length);
    framer.giveUp();
    expect(framer.heldBytes).toBe(0);
    framer.feed(text(rest));
    expect(lines).toEqual(['<13>next']);
    expect(drops).toEqual(['oversized']);
  });

  it('counts what it cannot keep: messages cut off by the sender, and those too long to be one', () => {
    expect(read([text('20 <1>half')])).toEqual({ lines: [], drops: ['incomplete'] });
    expect(read([text('<1>whole\n<1>half')], false)).toEqual({ lines: ['<1>whole'], drops: ['incomplete'] });
    const long = 'x'.repeat(MAX_LINE + 1);
    const pieces = cut(text(`a\n${long}\nb\n`), [700_000, 1_000_000]);
    expect(read(pieces)).toEqual({ lines: ['a', 'b'], drops: ['oversized'] });
    const counted = cut(text(`5 <1>ab${long.length + 3} <1>${long}6 <1>abc`), [100, 900_000]);
    expect(read(counted)).toEqual({ lines: ['<1>ab', '<1>abc'], drops: ['oversized'] });
  });
});

describe('datagrams', () => {
  it.each([
    ['<134>one message\n', ['<134>one message']],
    ['<134>one\n<134>two\r\n<134>three', ['<134>one', '<134>two', '<134>three']],
    ['{\n "a": 1\n}', ['{#012 "a": 1#012}']],
    ['\n\0', []],
  ])('%j', (datagram, lines) => {
    expect(linesOf(text(datagram)).map((line) => line.toString('latin1'))).toEqual(lines);
  });
});
