import fc from 'fast-check';
import { expect, test } from 'vitest';
import { activity, HOUR_MS, officeInstant, officeOffset } from './calendar.ts';
import { OFFICES } from './offices.ts';

/** Offset in minutes as the platform's zone data has it. */
function platformOffset(zone: string, timeMs: number): number {
  const name = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(timeMs)
    .find((part) => part.type === 'timeZoneName')?.value;
  const match = /([+-])(\d\d):(\d\d)/.exec(name ?? '');
  return match === null ? 0 : (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

test('office clocks agree with the zone data at any hour from 2008 to 2032', () => {
  const hour = fc.integer({ min: Date.UTC(2008, 0, 1) / HOUR_MS, max: Date.UTC(2032, 0, 1) / HOUR_MS });
  fc.assert(
    fc.property(hour, fc.constantFrom(...OFFICES), (h, office) => {
      expect(officeOffset(office, h * HOUR_MS)).toBe(platformOffset(office.zone, h * HOUR_MS));
    }),
    { numRuns: 600 },
  );
});

test('changes to and from summer time fall on the right hour', () => {
  for (const office of OFFICES) {
    for (const at of [
      Date.UTC(2025, 2, 30, 1),
      Date.UTC(2025, 9, 26, 1),
      Date.UTC(2025, 2, 9, 7),
      Date.UTC(2025, 10, 2, 6),
    ]) {
      expect(officeOffset(office, at - 1)).toBe(platformOffset(office.zone, at - 1));
      expect(officeOffset(office, at)).toBe(platformOffset(office.zone, at));
    }
  }
});

test('an office at ten on a Tuesday is busier than at night or on Sunday', () => {
  for (const office of OFFICES) {
    const tuesday = officeInstant(office, Date.UTC(2025, 5, 3), 10 * 60);
    expect(activity(office, tuesday)).toBe(64);
    expect(activity(office, officeInstant(office, Date.UTC(2025, 5, 3), 3 * 60))).toBeLessThan(4);
    expect(activity(office, officeInstant(office, Date.UTC(2025, 5, 1), 10 * 60))).toBeLessThan(8);
  }
});
