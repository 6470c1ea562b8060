import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createZone, type Zone } from '../../kit/zone.ts';
import { WallClock } from './wall-clock.ts';

const MINUTE = 60_000;
const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'].flatMap((name) => createZone(name) ?? []);
/** When each of the zones puts its clock back. */
const TURNS = ['2025-10-26T01:00:00Z', '2025-11-02T06:00:00Z', '2025-04-05T15:00:00Z'].map(Date.parse);
const [berlin] = ZONES as [Zone];

function read(clock: WallClock, zone: Zone, instant: number): number {
  const wall = instant + zone.offsetAtUtc(instant);
  const found = wall - clock.offset(wall);
  clock.settle(found);
  clock.count();
  return found;
}

/** Wall-clock times of Berlin as instants. */
function readAll(walls: readonly string[]): { readonly times: string[]; readonly clock: WallClock; gaps: number } {
  const clock = new WallClock(berlin);
  let gaps = 0;
  const times = walls.map((text) => {
    const wall = Date.parse(`${text}Z`);
    const instant = wall - clock.offset(wall);
    clock.settle(instant);
    if (clock.count()) gaps++;
    return new Date(instant).toISOString().slice(11, 16);
  });
  return { times, clock, gaps };
}

/** Instants around a turn, a few minutes apart and slightly out of order, as the lines of a log are. */
const logs = fc.record({
  at: fc.nat(ZONES.length - 1),
  before: fc.integer({ min: 70, max: 200 }),
  steps: fc.array(fc.record({ step: fc.nat(10 * 60), late: fc.nat(4 * 60) }), { minLength: 20, maxLength: 120 }),
});

describe('a log without a zone', () => {
  it('is read in the order of its lines where the clock is put back, forwards and backwards', () => {
    fc.assert(
      fc.property(logs, fc.boolean(), ({ at, before, steps }, isBackwards) => {
        const [zone, turn, sign] = [ZONES[at] ?? berlin, TURNS[at] ?? 0, isBackwards ? -1 : 1];
        // It begins with a line that can mean one thing only.
        const instants = [turn - sign * before * MINUTE];
        let now = instants[0] ?? 0;
        for (const { step, late } of steps) {
          now += sign * step * 1000;
          instants.push(now - sign * late * 1000);
        }
        const clock = new WallClock(zone);
        expect(instants.map((instant) => read(clock, zone, instant))).toEqual(instants);
        expect(clock.state.assumed).toBe(0);
      }),
      { numRuns: 1000 },
    );
  });

  it('that begins in the hour shown twice is proved to begin in the first by the jump back', () => {
    const proved = readAll(['2025-10-26T02:20', '2025-10-26T02:30', '2025-10-26T02:58', '2025-10-26T02:02']);
    expect(proved.times).toEqual(['00:20', '00:30', '00:58', '01:02']);
    expect(proved.clock.state.assumed).toBe(0);
    const open = readAll(['2025-10-26T02:20', '2025-10-26T02:30', '2025-10-26T02:58', '2025-10-26T03:02']);
    expect(open.times).toEqual(['00:20', '00:30', '00:58', '02:02']);
    expect(open.clock.state.assumed).toBe(3);
  });

  it('does not tell the two apart by a line of another day, and says of how many lines', () => {
    const { times, clock } = readAll(['2025-10-27T12:00', '2025-10-26T02:30', '2025-10-25T01:00', '2025-10-26T02:31']);
    expect(times).toEqual(['11:00', '00:30', '23:00', '00:31']);
    expect(clock.state.assumed).toBe(2);
  });

  it('shows the times that its zone skips', () => {
    expect(readAll(['2025-03-30T01:59', '2025-03-30T02:00', '2025-03-30T02:59', '2025-03-30T03:00'])).toMatchObject({
      times: ['00:59', '01:00', '01:59', '01:00'],
      gaps: 2,
    });
  });

  it('goes on from where another reading stopped', () => {
    const first = readAll(['2025-10-26T02:58', '2025-10-26T02:01']).clock;
    const clock = new WallClock(berlin);
    clock.restore(first.state);
    const wall = Date.parse('2025-10-26T02:10Z');
    expect(new Date(wall - clock.offset(wall)).toISOString()).toBe('2025-10-26T01:10:00.000Z');
    clock.restore(null);
    expect(new Date(wall - clock.offset(wall)).toISOString()).toBe('2025-10-26T00:10:00.000Z');
  });
});

describe('lines that a collector received', () => {
  it('are read by when they came', () => {
    const minutes = (min: number, max: number) => fc.integer({ min: min * MINUTE, max: max * MINUTE });
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.constantFrom(...TURNS),
        minutes(-180, 180),
        minutes(-4, 24),
        (zone, turn, distance, delay) => {
          const instant = turn + distance;
          const clock = new WallClock(zone, instant + delay);
          expect(read(clock, zone, instant)).toBe(instant);
          expect(clock.state.assumed).toBe(0);
        },
      ),
      { numRuns: 1000 },
    );
    // Handed over hours later, it may be either: the first, as in any file.
    const late = new WallClock(berlin, Date.parse('2025-10-26T09:00:00Z'));
    expect(read(late, berlin, Date.parse('2025-10-26T01:30:00Z'))).toBe(Date.parse('2025-10-26T00:30:00Z'));
    expect(late.state.assumed).toBe(1);
  });
});
