import { expect, test } from 'vitest';
import { PAGES } from './pages.ts';

test('every page has a path, a title and a key of its own', () => {
  for (const property of ['path', 'title', 'key'] as const) {
    const all = PAGES.map((page) => page[property]);
    expect(all.filter((value, at) => all.indexOf(value) !== at)).toEqual([]);
  }
});
