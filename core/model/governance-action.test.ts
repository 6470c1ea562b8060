import { expect, it } from 'vitest';
import { actionsSaying, actionWords } from './governance-action.ts';

it('gives words for what is logged, and the code of what a later version logged', () => {
  expect(actionWords('app.tag')).toBe('App tagged');
  expect(actionWords('app.teleport')).toBe('app.teleport');
  expect(actionWords('toString')).toBe('toString');
});

it('finds actions by their words', () => {
  expect(actionsSaying('collector st')).toEqual(['collector.start', 'collector.stop']);
  expect(actionsSaying('no such words')).toEqual([]);
});
