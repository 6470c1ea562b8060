import { describe, expect, it } from 'vitest';
import { initialsOf } from './monogram.tsx';

describe('initialsOf', () => {
  it.each([
    ['Google Drive', 'GD'],
    ['Box', 'BO'],
    ['1Password', '1P'],
    ['monday.com', 'MC'],
    ['é', 'É'],
    ['—', '?'],
  ])('%s is %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
