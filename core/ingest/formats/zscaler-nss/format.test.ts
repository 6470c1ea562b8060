import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { EventDraft, PARSED } from '../api.ts';
import { readGolden, readLine, unclaimedLines, undeclaredFields } from '../kv/test-kit.ts';
import { withoutDetail } from '../shared/figures.ts';
import { zscalerNss } from './format.ts';

const EXPECTED = new URL('./expected.json', import.meta.url);
const text = readFileSync(new URL('./sample.log', import.meta.url), 'latin1');

test('reads its sample as the golden file says', () => {
  const golden = readGolden(zscalerNss, text, true);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(EXPECTED, `${JSON.stringify(golden, null, 2)}\n`);
  expect(golden).toEqual(JSON.parse(readFileSync(EXPECTED, 'utf8')));
});

test('finds the same figures without detail', () => {
  expect(readGolden(zscalerNss, text, false).map(withoutDetail)).toEqual(
    readGolden(zscalerNss, text, true).map(withoutDetail),
  );
});

test('claims every line it reads', () => {
  expect(unclaimedLines(zscalerNss, text)).toEqual([]);
});

test('lists every field it gives', () => {
  expect(undeclaredFields(zscalerNss, text)).toEqual([]);
});

test('reads a line that begins with its separator the same at the start of a text as behind another line', () => {
  const line = `\t${text.split('\n').find((found) => found.includes('\treason=')) ?? ''}`;
  const verdicts = ['', 'x\n'].map((before) => {
    const draft = new EventDraft();
    return [
      readLine(zscalerNss.createParser(), before + line, before.length, before.length + line.length, draft),
      draft.reason,
    ];
  });
  expect(verdicts[0]).toEqual(verdicts[1]);
  expect(verdicts[0]).toEqual([PARSED, '']);
});
