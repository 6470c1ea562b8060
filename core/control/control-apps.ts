/** Catalog ids of the apps that hold files of Microsoft 365. */
export const MICROSOFT_FILE_APPS = ['onedrive-for-business', 'sharepoint-online', 'microsoft-365'] as const;
