/** Heads of tables, fields of filters and heads of exported files have one wording. */
import { describe, expect, it } from 'vitest';
import { ACCOUNT_FIELDS, FILE_FIELDS, OAUTH_FIELDS, POSTURE_FIELDS } from '../../../../core/query/index.ts';
import { COLUMNS as ACCOUNTS } from './accounts.tsx';
import { COLUMNS as FILES } from './files.tsx';
import { COLUMNS as OAUTH } from './oauth.tsx';
import { COLUMNS as POSTURE } from './posture.tsx';

describe('columns are called as filters and exports call them', () => {
  it.each([
    ['accounts', ACCOUNTS, ACCOUNT_FIELDS],
    ['files', FILES, FILE_FIELDS],
    ['OAuth apps', OAUTH, OAUTH_FIELDS],
    ['posture', POSTURE, POSTURE_FIELDS],
  ])('of %s', (_, columns, fields) => {
    const shown = columns.map(({ id, title }) => [id, title]);
    expect(shown).toEqual(shown.map(([id = '']) => [id, fields.list.find(({ name }) => name === id)?.title]));
  });
});
