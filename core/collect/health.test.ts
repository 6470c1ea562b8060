import { expect, it } from 'vitest';
import { sourceOf } from './collect.test-kit.ts';
import { Health } from './health.ts';
import { DEFAULT_LIMITS } from './spool/spool.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 2, 2, 8);

/** `at` looks every five minutes until a time, `after` only then. */
function health(
  lastData: number | null,
  isQuiet = false,
): {
  at: (hours: number) => string;
  after: (hours: number) => string;
  source: Health;
  said: string[];
} {
  const said: string[] = [];
  let now = START;
  const tools = {
    spoolFolder: '',
    limits: DEFAULT_LIMITS,
    sealer: null,
    now: () => now,
    sealed: () => undefined,
    note: (_: string, message: string) => said.push(message),
  };
  const source = new Health(sourceOf('fw', { kind: 'udp', host: '127.0.0.1', port: 0 }), tools, {
    lastData,
    isQuiet,
  });
  source.begin();
  const after = (hours: number): string => {
    now = START + hours * HOUR;
    source.tick();
    return source.word();
  };
  const at = (hours: number): string => {
    for (; now + HOUR / 12 < START + hours * HOUR; now += HOUR / 12) source.tick();
    return after(hours);
  };
  return { at, after, source, said };
}

it('a source that never sent is told of once its hours are over, once, and when it sends', () => {
  const { at, source, said } = health(null);
  expect([at(0), at(24), at(24.1), at(30)]).toEqual(['created', 'created', 'disconnected', 'disconnected']);
  source.noteData();
  expect(at(30.1)).toBe('connected');
  expect(said).toEqual(['fw: no data for 24 h. Check that the device still sends.', 'fw: data comes again.']);
  expect(at(55)).toBe('disconnected');
});

it('hours count over a pause of the collector, with an hour to be heard after each start', () => {
  const { at, source, said } = health(START - 20 * HOUR);
  expect([at(0), at(4), at(4.1)]).toEqual(['connected', 'connected', 'disconnected']);
  expect(said).toHaveLength(1);
  const late = health(START - 300 * HOUR);
  expect([late.at(0), late.at(1), late.at(1.1)]).toEqual(['connected', 'connected', 'disconnected']);
  source.noteData();
  expect(at(5)).toBe('connected');
});

it('a clock that ran ahead and is put back delays the alert by no more than the hours themselves', () => {
  const ahead = health(START + 1000 * HOUR);
  expect([ahead.at(0), ahead.at(24), ahead.at(24.1)]).toEqual(['connected', 'connected', 'disconnected']);

  const { at, source } = health(null);
  source.noteData(START);
  expect(at(0)).toBe('connected');
  // Each look tells of the last data once more, as the sources do.
  const seen = [-48, -25, -24, -23.9].map((hours) => {
    source.noteData(START);
    return at(hours);
  });
  expect(seen).toEqual(['connected', 'connected', 'connected', 'disconnected']);
});

it('a machine that slept, or whose clock was put ahead, gives its sources an hour to be heard', () => {
  const asleep = health(START);
  expect([asleep.at(1), asleep.after(60), asleep.at(60.9)]).toEqual(['connected', 'connected', 'connected']);
  expect([asleep.at(61.1), asleep.after(100), asleep.said.length]).toEqual(['disconnected', 'disconnected', 1]);

  const heard = health(START);
  expect(heard.after(60)).toBe('connected');
  heard.source.noteData();
  expect([heard.at(83.9), heard.at(84.2), heard.said.length]).toEqual(['connected', 'disconnected', 1]);
});

it('a silence that was told of before a pause is not told of again, and ends with data only', () => {
  const { at, source, said } = health(START - 30 * HOUR, true);
  expect([at(0), at(0.5), at(30), said.length]).toEqual(['disconnected', 'disconnected', 'disconnected', 0]);
  // A clock that is put back is no data.
  expect(at(-100)).toBe('disconnected');
  source.noteData();
  expect([at(-99), at(-76), at(-75.9)]).toEqual(['connected', 'connected', 'disconnected']);
  expect(said).toEqual(['fw: data comes again.', 'fw: no data for 24 h. Check that the device still sends.']);
});
