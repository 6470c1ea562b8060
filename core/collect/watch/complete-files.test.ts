import { describe, expect, it } from 'vitest';
import { CompleteFiles, type SeenFile } from './complete-files.ts';

const file = (path: string, size: number, id = path, modifiedMs = 0): SeenFile => ({ path, size, id, modifiedMs });

describe('CompleteFiles', () => {
  it('waits until size and date stand still', () => {
    const complete = new CompleteFiles(5000);
    expect(complete.look([file('a', 10)], 0)).toEqual([]);
    expect(complete.look([file('a', 20)], 4000)).toEqual([]);
    expect(complete.look([file('a', 20)], 8999)).toEqual([]);
    expect(complete.look([file('a', 20)], 9000)).toEqual([file('a', 20)]);
    // Written to again before anybody took it.
    expect(complete.look([file('a', 20, 'a', 1)], 9500)).toEqual([]);
  });

  it('takes a file at once that was renamed from a temporary name, and keeps offering it', () => {
    const complete = new CompleteFiles(5000);
    expect(complete.look([file('a.part', 10, 'inode')], 0)).toEqual([]);
    expect(complete.look([file('a', 10, 'inode')], 1000)).toHaveLength(1);
    expect(complete.look([file('a', 10, 'inode')], 2000)).toHaveLength(1);
  });

  it('never takes temporary or empty files, and forgets what vanished', () => {
    const complete = new CompleteFiles(0);
    for (const name of ['a.tmp', 'b.PART', 'c.filepart', 'd~', 'e.swp']) {
      complete.look([file(name, 1)], 0);
      expect(complete.look([file(name, 1)], 100)).toEqual([]);
    }
    complete.look([file('empty', 0)], 0);
    expect(complete.look([file('empty', 0)], 100)).toEqual([]);
    const slow = new CompleteFiles(1000);
    slow.look([file('a', 1)], 0);
    slow.look([], 500);
    expect(slow.look([file('a', 1)], 1200)).toEqual([]);
  });

  it('hands the oldest over first', () => {
    const complete = new CompleteFiles(0);
    const files = [file('new', 1, 'n', 9), file('old', 1, 'o', 3)];
    complete.look(files, 0);
    expect(complete.look(files, 1).map((one) => one.path)).toEqual(['old', 'new']);
  });
});
