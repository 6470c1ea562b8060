import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { testFormat } from '../shared/format-tests.test-kit.ts';
import { shownLine } from '../shared/shown-line.test-kit.ts';
import { citrixAdc } from './format.ts';

testFormat(citrixAdc, import.meta.url);

const lines = readFileSync(new URL('./sample.log', import.meta.url), 'latin1').split('\n');
const shown = (mark: string) => shownLine(citrixAdc, lines.find((line) => line.includes(mark)) ?? '');

test('shows the browser that signed in and the application that was opened', () => {
  expect(shown('Browser_type "Mozilla').userAgent).toBe('Mozilla/5.0 (X11; Linux x86_64)');
  expect(shown('applicationName Design').vendorApp).toBe('Design Desktop $S1-1');
});
