import { describe, expect, it } from 'vitest';
import { chosen, isChosen, meant, moveTo, NO_SELECTION, selectAll, toggle } from './selection.ts';

describe('selection', () => {
  it('walks without choosing', () => {
    const walked = moveTo(moveTo(NO_SELECTION, 3, false), 4, false);
    expect(chosen(walked)).toEqual([]);
    expect(meant(walked)).toEqual([4]);
  });
  it('extends from the anchor in both directions', () => {
    const start = moveTo(NO_SELECTION, 5, false);
    expect(chosen(moveTo(start, 7, true))).toEqual([5, 6, 7]);
    expect(chosen(moveTo(moveTo(start, 7, true), 3, true))).toEqual([3, 4, 5]);
  });
  it('adds and lets go of single rows beside a range', () => {
    const range = moveTo(moveTo(NO_SELECTION, 1, false), 3, true);
    const added = toggle(range, 9);
    expect(chosen(added)).toEqual([1, 2, 3, 9]);
    expect(chosen(toggle(added, 2))).toEqual([1, 3, 9]);
    expect(isChosen(added, 9)).toBe(true);
    expect(isChosen(added, 8)).toBe(false);
  });
  it('chooses everything, and nothing of nothing', () => {
    expect(chosen(selectAll(3, NO_SELECTION))).toEqual([0, 1, 2]);
    expect(selectAll(0, NO_SELECTION)).toEqual(NO_SELECTION);
  });
});
