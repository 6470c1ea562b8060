/** A disk that is slow and not full, and datagrams that are dropped: told once, with figures, until it is over. */
import { expect, it } from 'vitest';
import { Strain } from './strain.ts';

const IDLE = { lines: 0, bytes: 0, oldestMs: 0 };
const T0 = Date.UTC(2026, 2, 2);

function strain(): { strain: Strain; said: string[] } {
  const said: string[] = [];
  return { strain: new Strain('fw', (level, message) => said.push(`${level} ${message}`)), said };
}

it('a slow disk is told of with what waits, once, and is over after a calm minute', () => {
  const { strain: one, said } = strain();
  const load = { dropped: 0, canWait: true };
  one.look({ ...load, unsynced: { lines: 10, bytes: 2000, oldestMs: 900 } }, T0);
  expect(one.problem).toBeNull();
  one.look({ ...load, unsynced: { lines: 45_000, bytes: 12_300_000, oldestMs: 7000 } }, T0 + 500);
  expect(one.problem).toContain('45,000 lines (12.3 MB) wait, the oldest for 7.0 s; it took 7.0 s at worst');
  expect(one.problem).toContain('Senders are made to wait.');
  one.look({ ...load, unsynced: { lines: 50_000, bytes: 13_000_000, oldestMs: 9000 } }, T0 + 2500);
  one.look({ ...load, unsynced: IDLE }, T0 + 40_000);
  expect(one.problem).toContain('it took 9.0 s at worst');
  one.look({ ...load, unsynced: IDLE }, T0 + 70_000);
  expect(one.problem).toBeNull();
  expect(said.map((text) => text.slice(0, 40))).toEqual([
    'warn fw: The spool’s disk is slow: 45,00',
    'info fw: the spool keeps up again.',
  ]);
});

it('datagrams that are dropped are counted from when it began; those of a full disk are not its own', () => {
  const { strain: one, said } = strain();
  const load = { unsynced: IDLE, canWait: false };
  one.look({ ...load, dropped: 0 }, T0);
  one.pass(500);
  one.look({ ...load, dropped: 500 }, T0 + 500);
  expect(one.problem).toBeNull();
  one.look({ ...load, dropped: 700 }, T0 + 1000);
  one.look({ ...load, dropped: 1734 }, T0 + 1500);
  expect(one.problem).toContain('1,234 datagrams were dropped');
  expect(one.problem).not.toContain('slow');
  expect(said).toHaveLength(1);
});

it('a clock that is put back ends the trouble like one that goes on', () => {
  const { strain: one } = strain();
  one.look({ unsynced: IDLE, dropped: 5, canWait: false }, T0);
  one.look({ unsynced: IDLE, dropped: 5, canWait: false }, T0 - 3_600_000);
  expect(one.problem).toBeNull();
});
