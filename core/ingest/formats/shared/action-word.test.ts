import { expect, it } from 'vitest';
import { ACTION_ALLOWED, ACTION_BLOCKED, ACTION_UNKNOWN } from '../api.ts';
import { actionOf } from './action-word.ts';

const of = (word: string): number => actionOf(word, 0, word.length);

it('what a user got to see was allowed, though warned, coached or isolated', () => {
  for (const word of ['Allowed', 'TCP_TUNNEL', 'warned', 'Coach', 'ISOLATED', 'isolate_read_only']) {
    expect([word, of(word)]).toEqual([word, ACTION_ALLOWED]);
  }
  for (const word of ['denied', 'TCP_DENIED', 'Not Allowed', 'quarantined', 'redirected', 'dns-block']) {
    expect([word, of(word)]).toEqual([word, ACTION_BLOCKED]);
  }
  for (const word of ['', 'timeout', 'session']) expect([word, of(word)]).toEqual([word, ACTION_UNKNOWN]);
});
