import { expect, it } from 'vitest';
import { baseName, shownPath } from './file-name.ts';

it('keeps the path the user chose and drops where an upload was kept', () => {
  expect(shownPath('/home/me/logs/access.log')).toBe('/home/me/logs/access.log');
  expect(shownPath('/tmp/undercast-spool-81-Nq/12/logs/a.log')).toBe('logs/a.log');
  expect(shownPath('C:\\Temp\\undercast-spool-81-Nq\\3\\a.log')).toBe('a.log');
  expect(shownPath('/logs/\u202egol.exe')).toBe('/logs/⟨U+202E⟩gol.exe');
  expect(baseName('logs/2026/a.log')).toBe('a.log');
});
