import { expect, test } from 'vitest';
import { valuesOfAddress, whereIdsAre } from './microsoft-file.ts';

const ADDRESS = 'https://example.sharepoint.com/sites/plans/Shared%20Documents/plan.docx';

test('an address tells site and path, and nothing else is taken for one', () => {
  expect(valuesOfAddress(ADDRESS)).toEqual({
    site: 'https://example.sharepoint.com/sites/plans',
    path: '/sites/plans/Shared Documents/plan.docx',
  });
  expect(valuesOfAddress('https://example.sharepoint.com/Documents/100%.docx')).toEqual({
    path: '/Documents/100%.docx',
  });
  for (const other of [null, 'f1', 'javascript:alert(1)', 'https://', 'https://example.com']) {
    expect(valuesOfAddress(other)).toEqual({});
    expect(whereIdsAre(other, null)).toEqual({});
  }
});

test('the ids are asked for by the address, or by what a listing knows', () => {
  const { file = '', permission = '' } = whereIdsAre(ADDRESS, null);
  const token = /u!([\w-]+)\/driveItem$/.exec(file)?.[1] ?? '';
  expect(atob(token.replaceAll('-', '+').replaceAll('_', '/'))).toBe(ADDRESS);
  expect(permission).toContain(`/shares/u!${token}/driveItem/permissions`);
  expect(whereIdsAre(null, { id: '01A', drive: 'b!d' }).permission).toContain('/drives/b!d/items/01A/permissions');
  expect(whereIdsAre(null, { id: '01A', drive: null })).toEqual({});
});
