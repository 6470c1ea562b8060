import { expect, it } from 'vitest';
import { baseName, namesOfFiles, shownPath } from './file-name.ts';

it('keeps the path the user chose and drops where an upload was kept', () => {
  expect(shownPath('/home/me/logs/access.log')).toBe('/home/me/logs/access.log');
  expect(shownPath('/tmp/undercast-spool-81-Nq/12/logs/a.log')).toBe('logs/a.log');
  expect(shownPath('C:\\Temp\\undercast-spool-81-Nq\\3\\a.log')).toBe('a.log');
  expect(shownPath('/logs/\u202egol.exe')).toBe('/logs/⟨U+202E⟩gol.exe');
  expect(baseName('logs/2026/a.log')).toBe('a.log');
});

it('names many files by their first', () => {
  expect(namesOfFiles('/home/me/logs/access.log', 1)).toBe('access.log');
  expect(namesOfFiles('/home/me/logs/access.log', 2)).toBe('access.log and 1 more file');
  expect(namesOfFiles('/home/me/logs/access.log', 20_000)).toMatch(/^access\.log and 19.999 more files$/);
});
