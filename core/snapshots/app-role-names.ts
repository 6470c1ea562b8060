/**
 * Application permissions that reach far, by their ids, for exports that have no list of the resource's roles.
 * Source: https://learn.microsoft.com/en-us/graph/permissions-reference
 */
export const APP_ROLE_NAMES: Readonly<Record<string, string>> = {
  '810c84a8-4a9e-49e6-bf7d-12d183f40d01': 'Mail.Read',
  'e2a3a72e-5f79-4c64-b1b1-878b674786c9': 'Mail.ReadWrite',
  'b633e1c5-b582-4048-a93e-9f11b44c7e96': 'Mail.Send',
  '6931bccd-447a-43d1-b442-00a195474933': 'MailboxSettings.ReadWrite',
  '40f97065-369a-49f4-947c-6a255697ae91': 'MailboxSettings.Read',
  '798ee544-9d2d-430c-a058-570e29e34338': 'Calendars.Read',
  'ef54d2bf-783f-4e0f-bca1-3210c0444d99': 'Calendars.ReadWrite',
  '01d4889c-1287-42c6-ac1f-5d1e02578ef6': 'Files.Read.All',
  '75359482-378d-4052-8f01-80520e7db3cd': 'Files.ReadWrite.All',
  '332a536c-c7ef-4017-ab91-336970924f0d': 'Sites.Read.All',
  '9492366f-7969-46a4-8d15-ed1a20078fff': 'Sites.ReadWrite.All',
  'a82116e5-55eb-4c41-a434-62fe8a61c773': 'Sites.FullControl.All',
  '6b7d71aa-70aa-4810-a8d9-5d9fb2830017': 'Chat.Read.All',
  '7b2449af-6ccd-4f4d-9f78-e550c193f0d1': 'ChannelMessage.Read.All',
  'df021288-bdef-4463-88db-98f22de89214': 'User.Read.All',
  '741f803b-c850-494e-b5df-cde7c675a1ca': 'User.ReadWrite.All',
  '5b567255-7703-4780-807c-7be8301ae99b': 'Group.Read.All',
  '62a82d76-70ea-41e2-9197-370581804d09': 'Group.ReadWrite.All',
  '7ab1d382-f21e-4acd-a863-ba3e13f7da61': 'Directory.Read.All',
  '19dbc75e-c2e2-444c-a770-ec69d8559fc7': 'Directory.ReadWrite.All',
  '9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30': 'Application.Read.All',
  '1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9': 'Application.ReadWrite.All',
  '06b708a9-e830-4db3-a914-8e69da51d44f': 'AppRoleAssignment.ReadWrite.All',
  '9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8': 'RoleManagement.ReadWrite.Directory',
  '50483e42-d915-4231-9639-7fdb7fd190e5': 'UserAuthenticationMethod.ReadWrite.All',
  'b0afded3-3588-46d8-8b3d-9842eff778da': 'AuditLog.Read.All',
  'dc890d15-9560-4a4c-9b7f-a736ec74ec40': 'full_access_as_app',
  'dc50a0fb-09a3-484d-be87-e023b12c6440': 'Exchange.ManageAsApp',
};
