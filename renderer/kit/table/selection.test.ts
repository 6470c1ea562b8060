import { describe, expect, it } from 'vitest';
import {
  chosen,
  extendTo,
  isChosen,
  meant,
  moved,
  NO_SELECTION,
  only,
  selectAll,
  toggle,
  walkTo,
} from './selection.ts';

describe('selection', () => {
  it('walks without choosing', () => {
    const walked = walkTo(walkTo(NO_SELECTION, 3), 4);
    expect(chosen(walked)).toEqual([]);
    expect(meant(walked)).toEqual([4]);
  });
  it('extends from the anchor in both directions', () => {
    const start = walkTo(NO_SELECTION, 5);
    expect(chosen(extendTo(start, 7))).toEqual([5, 6, 7]);
    expect(chosen(extendTo(extendTo(start, 7), 3))).toEqual([3, 4, 5]);
  });
  it('keeps what is chosen while it walks, and draws a second range from there', () => {
    const picked = toggle(walkTo(toggle(walkTo(NO_SELECTION, 1), 1), 4), 4);
    expect(chosen(picked)).toEqual([1, 4]);
    const walked = walkTo(picked, 7);
    expect(chosen(walked)).toBe(chosen(picked));
    expect(chosen(extendTo(walked, 8))).toEqual([1, 4, 7, 8]);
    expect(chosen(walkTo(extendTo(walked, 8), 20))).toEqual([1, 4, 7, 8]);
    expect(meant(only(20))).toEqual([20]);
  });
  it('adds and lets go of single rows beside a range', () => {
    const range = extendTo(walkTo(NO_SELECTION, 1), 3);
    const added = toggle(range, 9);
    expect(chosen(added)).toEqual([1, 2, 3, 9]);
    expect(chosen(toggle(added, 2))).toEqual([1, 3, 9]);
    expect(isChosen(added, 9)).toBe(true);
    expect(isChosen(added, 8)).toBe(false);
  });
  it('follows rows that move, and lets go of those that are gone', () => {
    const range = extendTo(walkTo(NO_SELECTION, 1), 3);
    const after = moved(range, (index) => (index === 2 ? null : index + 10));
    expect(chosen(after)).toEqual([11, 13]);
    expect(meant(moved(walkTo(NO_SELECTION, 2), () => null))).toEqual([]);
    expect(after.head).toBe(13);
  });
  it('chooses everything, and nothing of nothing', () => {
    expect(chosen(selectAll(3, NO_SELECTION))).toEqual([0, 1, 2]);
    expect(selectAll(0, NO_SELECTION)).toEqual(NO_SELECTION);
  });
});
