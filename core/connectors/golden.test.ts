/** Every connector reads its fixtures as their golden files say. `UPDATE_GOLDEN=1` rewrites them: review the difference. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ACTIVITY_FIELDS } from '../model/activity.ts';
import { isActivityType } from '../model/activity-types.ts';
import { ActivityReader, toActivity } from './activity-reader.ts';
import { type Fixture, fixturesOf } from './connectors.test-kit.ts';
import { CONNECTORS, detectConnector } from './index.ts';

const LATE = Date.UTC(2030, 0, 1);

function read(fixture: Fixture, connectors = CONNECTORS): readonly object[] {
  const reader = new ActivityReader(connectors, { fileName: fixture.name }, LATE);
  return fixture.lines.flatMap((line, index): readonly object[] => {
    const { events, refusal } = reader.readLine(line);
    const activities = events.map((event) => toActivity(event, index + 1));
    return refusal === null ? activities : [...activities, { line: index + 1, ...refusal }];
  });
}

describe.each(CONNECTORS)('$id', (connector) => {
  const fixtures = fixturesOf(connector);

  test('has a fixture', () => expect(fixtures).not.toEqual([]));

  test.each(fixtures)('reads $name as its golden file says', (fixture) => {
    const found = `${read(fixture)
      .map((record) => JSON.stringify(record))
      .join('\n')}\n`;
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(fixture.golden, found);
    expect(found).toBe(readFileSync(fixture.golden, 'utf8'));
  });

  test.each(fixtures)('reads $name alike when it is the only connector', (fixture) => {
    expect(read(fixture, [connector])).toEqual(read(fixture));
  });

  test.each(fixtures)('ranks first for $name', (fixture) => {
    const text = Buffer.from(fixture.lines.join('\n'), 'utf8').toString('latin1');
    expect(detectConnector({ text, fileName: 'export' })[0]?.format).toBe(connector.id);
  });

  test('gives only fields that it lists, and known types', () => {
    const always = new Set<string>([
      'line',
      'connector',
      'admin',
      'operation',
      'outcome',
      'activityType',
      'app',
      'time',
    ]);
    for (const record of fixtures.flatMap((fixture) => read(fixture, [connector]))) {
      if ('verdict' in record) continue;
      for (const [key, value] of Object.entries(record)) {
        if (key === 'activityType') expect(isActivityType(String(value))).toBe(true);
        if (always.has(key)) continue;
        expect(ACTIVITY_FIELDS).toContain(key);
        expect(connector.fields, `${connector.id} gives ${key} but does not list it`).toContain(key);
      }
    }
  });
});
