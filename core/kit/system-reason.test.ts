import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { systemReason } from './system-reason.ts';

it('says in words what the system refuses, and leaves other errors their own', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'undercast-reason-'));
  const file = path.join(folder, 'a.log');
  writeFileSync(file, '');
  const refusalOf = (place: string): string => {
    try {
      readFileSync(place);
      return '';
    } catch (cause) {
      return systemReason(cause);
    }
  };
  expect(refusalOf(path.join(folder, 'none'))).toBe('there is nothing at that place');
  expect(refusalOf(path.join(file, 'inner'))).toBe('a part of its path is a file, not a folder');
  expect(refusalOf(folder)).toBe('it is a folder');
  rmSync(folder, { recursive: true });
  expect(systemReason(new Error('It went wrong.'))).toBe('It went wrong.');
  expect(systemReason('only words')).toBe('only words');
});
