/**
 * What SharePoint's own groups and claims say, by the names that its records give them in place of a person's.
 * Source: Microsoft Learn, sharing in SharePoint and OneDrive (groups of sharing links), limited access, claims encoding.
 */
const NAMES: readonly (readonly [name: RegExp, words: string])[] = [
  [/^SharingLinks\.[\da-f-]{36}\.AnonymousView\./i, 'a link for anyone, to view'],
  [/^SharingLinks\.[\da-f-]{36}\.AnonymousEdit\./i, 'a link for anyone, to edit'],
  [/^SharingLinks\.[\da-f-]{36}\.OrganizationView\./i, 'a link for the organisation, to view'],
  [/^SharingLinks\.[\da-f-]{36}\.OrganizationEdit\./i, 'a link for the organisation, to edit'],
  [/^SharingLinks\.[\da-f-]{36}\.Flexible\./i, 'a sharing link'],
  [/^Limited Access System Group For List\b/i, 'limited access to the library'],
  [/^Limited Access System Group For Web\b/i, 'limited access to the site'],
  [/^Limited Access System Group$/i, 'limited access'],
  [/^(?:c:0-\.f\|rolemanager\|)?spo-grid-all-users\/[\da-f-]{36}$/i, 'everyone except external users'],
  [/^c:0\(\.s\|true$/i, 'everyone'],
  [/^SHAREPOINT\\system$/i, 'SharePoint itself'],
];

/** A collaborator as a reader knows it: people and named groups as logged, SharePoint's own groups in words. */
export function collaboratorWords(name: string): string {
  return NAMES.find(([pattern]) => pattern.test(name))?.[1] ?? name;
}

/** Each once, since several groups of a file may say the same. */
export function collaboratorList(names: readonly string[]): string {
  return [...new Set(names.map(collaboratorWords))].join(', ');
}
