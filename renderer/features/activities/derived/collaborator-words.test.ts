import { expect, test } from 'vitest';
import { collaboratorList, collaboratorWords } from './collaborator-words.ts';

const FILE = '0f1e2d3c-4b5a-4678-9abc-def012345678';
const LINK = '11111111-2222-4333-8444-555555555555';

test('groups that SharePoint makes by itself are told in words', () => {
  expect(
    [
      `SharingLinks.${FILE}.AnonymousEdit.${LINK}`,
      `SharingLinks.${FILE}.OrganizationView.${LINK}`,
      `SharingLinks.${FILE}.Flexible.${LINK}`,
      `Limited Access System Group For List ${FILE}`,
      `Limited Access System Group For Web ${FILE}`,
      `c:0-.f|rolemanager|spo-grid-all-users/${FILE}`,
      'c:0(.s|true',
      'SHAREPOINT\\system',
    ].map(collaboratorWords),
  ).toEqual([
    'a link for anyone, to edit',
    'a link for the organisation, to view',
    'a sharing link',
    'limited access to the library',
    'limited access to the site',
    'everyone except external users',
    'everyone',
    'SharePoint itself',
  ]);
});

test('people, named groups and what only resembles an id stay as logged', () => {
  for (const name of [
    'dan@partner.example',
    'Finance Owners',
    'SharingLinks.plan',
    `Finance SharingLinks.${FILE}.Flexible.${LINK}`,
  ])
    expect(collaboratorWords(name)).toBe(name);
});

test('two groups that say the same are named once', () => {
  const links = [LINK, FILE].map((id) => `SharingLinks.${FILE}.Flexible.${id}`);
  expect(collaboratorList(['ann@corp.example', ...links])).toBe('ann@corp.example, a sharing link');
});
