import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { EventDraft, PARSED, REJECTED, SKIPPED } from '../api.ts';
import { readGolden, readLine, unclaimedLines, undeclaredFields } from '../kv/test-kit.ts';
import { withoutDetail } from '../shared/figures.ts';
import { w3c } from './format.ts';

const EXPECTED = new URL('./expected.json', import.meta.url);
const text = readFileSync(new URL('./sample.log', import.meta.url), 'latin1');

test('reads its sample as the golden file says', () => {
  const golden = readGolden(w3c, text, true);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(EXPECTED, `${JSON.stringify(golden, null, 2)}\n`);
  expect(golden).toEqual(JSON.parse(readFileSync(EXPECTED, 'utf8')));
});

test('finds the same figures without detail', () => {
  expect(readGolden(w3c, text, false).map(withoutDetail)).toEqual(readGolden(w3c, text, true).map(withoutDetail));
});

test('claims every line that it reads without a directive', () => {
  const alone = unclaimedLines(w3c, text).filter(
    (line) => readLine(w3c.createParser(), line, 0, line.length, new EventDraft()) !== REJECTED,
  );
  expect(alone).toEqual([]);
});

test('goes on in the middle of a file from a saved state', () => {
  const lines = text.split('\n');
  const draft = new EventDraft();
  const whole = w3c.createParser();
  const expected: string[] = [];
  const states: string[] = [];
  for (const line of lines) {
    states.push(whole.saveState?.() ?? '');
    draft.wantDetail = true;
    expected.push(`${readLine(whole, line, 0, line.length, draft)} ${JSON.stringify(draft)}`);
  }
  lines.forEach((line, index) => {
    const resumed = w3c.createParser();
    resumed.restoreState?.(states[index] ?? '');
    expect(resumed.saveState?.()).toBe(states[index]);
    expect(`${readLine(resumed, line, 0, line.length, draft)} ${JSON.stringify(draft)}`).toBe(expected[index]);
  });
});

test('lists every field it gives', () => {
  expect(undeclaredFields(w3c, text)).toEqual([]);
});

test('takes names with blanks around commas, however many, in time that grows with their number', () => {
  const parser = w3c.createParser();
  const draft = new EventDraft();
  const header = `#Fields: date , time ,c-ip${' '.repeat(300_000)}, cs-host`;
  expect(readLine(parser, header, 0, header.length, draft)).toBe(SKIPPED);
  const line = '2026-03-02,08:00:00,192.0.2.4,files.example.com';
  expect(readLine(parser, line, 0, line.length, draft)).toBe(PARSED);
  expect(draft.destinationHost).toBe('files.example.com');
});
