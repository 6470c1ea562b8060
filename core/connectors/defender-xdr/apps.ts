/** How Microsoft's products name connected apps, and their ids in the catalog. */
/** `Application` of CloudAppEvents to the app of the catalog. */
const APPS: Readonly<Record<string, string>> = {
  'Microsoft Exchange Online': 'exchange-online',
  'Microsoft SharePoint Online': 'sharepoint-online',
  'Microsoft OneDrive for Business': 'onedrive-for-business',
  'Microsoft Teams': 'microsoft-teams',
  'Microsoft Power BI': 'power-bi',
  'Microsoft Azure': 'microsoft-azure',
  'Microsoft Entra ID': 'microsoft-entra-id',
  'Azure Active Directory': 'microsoft-entra-id',
  'Office 365': 'microsoft-365',
  'Microsoft 365': 'microsoft-365',
  'Active Directory': 'active-directory',
  GitHub: 'github',
  Salesforce: 'salesforce',
  Okta: 'okta',
  Box: 'box',
  Dropbox: 'dropbox',
  'Google Workspace': 'google-workspace',
  'Amazon Web Services': 'amazon-web-services',
};

/** The app's id; '' for names that are none of these. */
export function appNamed(name: string): string {
  return Object.hasOwn(APPS, name) ? (APPS[name] ?? '') : '';
}
