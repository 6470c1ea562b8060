import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createZone, type Zone } from './zone.ts';

function zone(name: string): Zone {
  const found = createZone(name);
  if (found === undefined) throw new Error(`no zone ${name}`);
  return found;
}

const HOUR = 3_600_000;
const utc = (z: Zone, wall: string) => {
  const ms = Date.parse(`${wall}Z`);
  return new Date(ms - z.offsetAtWall(ms)).toISOString();
};

describe('createZone', () => {
  it('knows IANA names and fixed offsets', () => {
    expect(zone('Europe/Berlin').offsetAtUtc(Date.parse('2025-07-01T00:00:00Z'))).toBe(2 * HOUR);
    expect(zone('America/New_York').offsetAtUtc(Date.parse('2025-01-01T00:00:00Z'))).toBe(-5 * HOUR);
    expect(zone('Asia/Kathmandu').offsetAtUtc(0)).toBe(5.5 * HOUR);
    expect(zone('+05:30').offsetAtWall(0)).toBe(5.5 * HOUR);
    expect(zone('-0330').offsetAtUtc(0)).toBe(-3.5 * HOUR);
    expect(zone('UTC').offsetAtWall(123)).toBe(0);
    expect(createZone('Mars/Base')).toBeUndefined();
    expect(createZone('')).toBeUndefined();
  });

  it('moves skipped times forward by the gap', () => {
    expect(utc(zone('Europe/Berlin'), '2025-03-30T01:59:59')).toBe('2025-03-30T00:59:59.000Z');
    expect(utc(zone('Europe/Berlin'), '2025-03-30T02:30:00')).toBe('2025-03-30T01:30:00.000Z');
    expect(utc(zone('Europe/Berlin'), '2025-03-30T03:00:00')).toBe('2025-03-30T01:00:00.000Z');
    expect(utc(zone('Australia/Lord_Howe'), '2025-10-05T02:15:00')).toBe('2025-10-04T15:45:00.000Z');
  });

  it('reads times that occur twice as the first', () => {
    expect(utc(zone('Europe/Berlin'), '2025-10-26T02:30:00')).toBe('2025-10-26T00:30:00.000Z');
    expect(utc(zone('Europe/Berlin'), '2025-10-26T03:00:00')).toBe('2025-10-26T02:00:00.000Z');
    expect(utc(zone('America/New_York'), '2025-11-02T01:30:00')).toBe('2025-11-02T05:30:00.000Z');
  });

  it('reads times that occur twice as the second where that is asked for', () => {
    const later = (z: Zone, wall: string) => {
      const ms = Date.parse(`${wall}Z`);
      return new Date(ms - z.laterOffsetAtWall(ms)).toISOString();
    };
    expect(later(zone('Europe/Berlin'), '2025-10-26T02:30:00')).toBe('2025-10-26T01:30:00.000Z');
    expect(later(zone('Australia/Lord_Howe'), '2025-04-06T01:45:00')).toBe('2025-04-05T15:15:00.000Z');
    expect(later(zone('+01:00'), '2025-10-26T02:30:00')).toBe('2025-10-26T01:30:00.000Z');
    // Once, or never: as ever.
    for (const wall of ['2025-10-26T01:59:59', '2025-10-26T03:00:00', '2025-03-30T02:30:00', '2025-07-01T12:00:00'])
      expect(later(zone('Europe/Berlin'), wall)).toBe(utc(zone('Europe/Berlin'), wall));
  });

  it('finds each instant as the first or the second reading of its wall-clock time', () => {
    const zones = ['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia'].map(zone);
    const instants = fc.integer({ min: Date.parse('1995-01-01') / 1000, max: Date.parse('2037-01-01') / 1000 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, (z, seconds) => {
        const instant = seconds * 1000;
        const wall = instant + z.offsetAtUtc(instant);
        const readings = [wall - z.offsetAtWall(wall), wall - z.laterOffsetAtWall(wall)];
        expect(readings).toContain(instant);
        expect(readings[0]).toBeLessThanOrEqual(readings[1] ?? 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('goes there and back', () => {
    const names = [
      'Europe/Berlin',
      'America/St_Johns',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'Africa/Casablanca',
    ];
    const zones = names.map(zone);
    const instants = fc.integer({ min: Date.parse('1995-01-01') / 1000, max: Date.parse('2037-01-01') / 1000 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, (z, seconds) => {
        const instant = seconds * 1000;
        const wall = instant + z.offsetAtUtc(instant);
        const back = wall - z.offsetAtWall(wall);
        // The same instant, or the first of the two that the wall clock showed.
        expect(back).toBeLessThanOrEqual(instant);
        expect(back + z.offsetAtUtc(back)).toBe(wall);
      }),
      { numRuns: 2000 },
    );
  });

  it('answers nonsense without throwing', () => {
    const z = zone('Europe/Berlin');
    for (const ms of [Number.NaN, Number.POSITIVE_INFINITY, -1e17, 1e17]) {
      expect(Number.isFinite(z.offsetAtWall(ms)) && Number.isFinite(z.offsetAtUtc(ms))).toBe(true);
    }
  });
});
