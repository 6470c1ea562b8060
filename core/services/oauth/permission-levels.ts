/**
 * How far a permission reaches. No provider publishes levels; these are read off what a permission allows: `high` reads or changes the data of
 * many people, mail or files as a whole, or the directory itself; `medium` does so for parts; `low` says who signs in or stays within the app.
 * Sources: https://learn.microsoft.com/en-us/graph/permissions-reference, https://developers.google.com/identity/protocols/oauth2/scopes,
 * https://api.slack.com/scopes, https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps,
 * https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_tokens_scopes.htm.
 */
export type PermissionLevel = 'high' | 'medium' | 'low';

interface LevelRule {
  readonly fits: RegExp;
  readonly level: PermissionLevel;
  readonly why: string;
}

const MICROSOFT: readonly LevelRule[] = [
  {
    fits: /^(?:Role(?:Management|Assignment|Eligibility)\w*|AppRoleAssignment|Application|DelegatedPermissionGrant|Directory|Domain|Organization|IdentityProvider|Policy|Privileged\w+|UserAuthenticationMethod|User-(?:PasswordProfile|Mail|Phone))\.(?:ReadWrite|AccessAsUser|Write)|^Synchronization\.ReadWrite|^User\.(?:EnableDisableAccount|ManageIdentities)\.All$/i,
    level: 'high',
    why: 'changes the directory, roles or apps',
  },
  {
    fits: /^(?:full_access_as_app|full_access_as_user|EWS\.AccessAsUser\.All|user_impersonation|Exchange\.ManageAsApp)$/i,
    level: 'high',
    why: 'acts with all rights of the user or app',
  },
  { fits: /^Mail\.(?:Send|Read(?!Basic)|ReadWrite)/i, level: 'high', why: 'reads, changes or sends mail' },
  { fits: /^(?:IMAP|POP|SMTP)\./i, level: 'high', why: 'reads or sends mail by a mail protocol' },
  {
    fits: /^(?:BitlockerKey|DeviceLocalCredential|eDiscovery)\.(?:Read(?!Basic)|ReadWrite)/i,
    level: 'high',
    why: 'reads recovery keys, local passwords or what a search of everything found',
  },
  { fits: /^Mailbox(?:Item|Folder)\.(?:Read|ReadWrite|Import)/i, level: 'high', why: 'reads or changes mail' },
  { fits: /^MailboxSettings\.ReadWrite/i, level: 'high', why: 'changes mailbox settings, forwarding among them' },
  {
    fits: /^(?:Files|Sites)\.(?:ReadWrite|Read|Manage|FullControl)\.All|^(?:AllSites|TermStore)\.(?:FullControl|Manage|Write|Read)/i,
    level: 'high',
    why: 'reaches all files that the user or tenant has',
  },
  {
    fits: /^(?:User|Group|GroupMember|Device|DeviceManagement\w*|Chat|ChannelMessage|Calendars|Contacts|Notes|OnlineMeetings\w*|SecurityEvents|Team\w*|Tasks)\.(?:ReadWrite|Manage)\.All/i,
    level: 'high',
    why: 'changes objects of the whole tenant',
  },
  {
    fits: /^(?:Chat|ChannelMessage|Calendars|Contacts|Notes|CallRecords|SecurityEvents|AuditLog)\.Read\.All|^Directory\.Read/i,
    level: 'high',
    why: 'reads data of the whole tenant',
  },
  { fits: /^User\.ReadBasic\.All$/i, level: 'low', why: 'reads names of everybody' },
  { fits: /\.(?:ReadBasic|Invite|Export|RevokeSessions)\.All$/i, level: 'medium', why: 'reaches everybody, in part' },
  { fits: /\.(?:Read|ReadWrite)\.All$/i, level: 'medium', why: 'reaches objects beyond the user’s own' },
  {
    fits: /^(?:Files|Sites|Calendars|Contacts|Chat|ChannelMessage|Notes|Tasks|People|MailboxSettings|Team|Channel|Group)\b/i,
    level: 'medium',
    why: 'reaches the user’s own files, calendar, contacts or chats',
  },
  {
    fits: /^(?:User\.Read|Mail\.ReadBasic|openid|profile|email|offline_access|User\.ReadWrite|Presence\.Read)$/i,
    level: 'low',
    why: 'says who signs in',
  },
];

const GOOGLE: readonly LevelRule[] = [
  {
    fits: /mail\.google\.com|auth\/gmail\.(?:modify|readonly|compose|send|insert|settings)|auth\/gmail$/i,
    level: 'high',
    why: 'reads, changes or sends mail',
  },
  {
    fits: /docs\.google\.com\/feeds|apps-apis\.google\.com\/a\/feeds/i,
    level: 'high',
    why: 'reaches all files, or administers the organisation, by an old interface',
  },
  {
    fits: /www\.google\.com\/(?:m8|calendar)\/feeds/i,
    level: 'medium',
    why: 'reaches contacts or calendar, by an old interface',
  },
  { fits: /auth\/drive(?:\.readonly|\.metadata\.readonly|\.scripts)?$/i, level: 'high', why: 'reaches all files' },
  {
    fits: /auth\/(?:admin\.|apps\.|cloud-platform|ediscovery|cloud-identity|iam)/i,
    level: 'high',
    why: 'administers the organisation or its cloud',
  },
  { fits: /auth\/(?:script|chat|groups)/i, level: 'high', why: 'runs scripts or reads chats and groups' },
  {
    fits: /auth\/(?:calendar|contacts|tasks|spreadsheets|documents|presentations|photos|youtube|directory\.readonly|gmail\.(?:labels|metadata)|forms|keep|classroom|bigquery|devstorage)/i,
    level: 'medium',
    why: 'reaches calendar, contacts or single services',
  },
  {
    fits: /auth\/(?:userinfo\.|drive\.(?:file|appdata|install)|plus\.me)|^(?:openid|email|profile)$/i,
    level: 'low',
    why: 'says who signs in, or stays within the app’s own files',
  },
];

const SLACK: readonly LevelRule[] = [
  {
    fits: /^(?:admin|auditlogs|discovery)/i,
    level: 'high',
    why: 'administers the organisation or reads everything in it',
  },
  {
    fits: /^(?:channels|groups|im|mpim):history|^search:read|^files:read|^(?:client|read|post)$/i,
    level: 'high',
    why: 'reads messages or files',
  },
  {
    fits: /^(?:identity\.|identify|users:read$|emoji:read|team:read|commands|incoming-webhook|app_mentions:read|chat:write$|bot$|users\.profile:read|dnd:read)/i,
    level: 'low',
    why: 'says who signs in, or posts as the app',
  },
  { fits: /^[a-z_.]+:(?:read|write|manage|history)/i, level: 'medium', why: 'reaches parts of the workspace' },
];

const GITHUB: readonly LevelRule[] = [
  {
    fits: /^(?:repo|public_repo|workflow|delete_repo|delete:packages|write:packages|site_admin|codespace|write:org)$|^admin:/i,
    level: 'high',
    why: 'changes code, workflows or the organisation',
  },
  {
    fits: /^(?:administration|contents|secrets|actions|workflows|members|organization_\w+)[:=]\s?write/i,
    level: 'high',
    why: 'changes code, secrets or the organisation',
  },
  { fits: /^(?:read:user|user:email|user:follow|metadata[:=]\s?read)$/i, level: 'low', why: 'says who signs in' },
  {
    fits: /^(?:gist|notifications|user|project|repo:status|repo_deployment|repo:invite|security_events)$|^(?:read|write):|[:=]\s?(?:read|write)$/i,
    level: 'medium',
    why: 'reaches parts of the account or organisation',
  },
];

const SALESFORCE: readonly LevelRule[] = [
  {
    fits: /^(?:full|api|web|cdp_\w+|wave_api|eclair_api|manage_\w+)$/i,
    level: 'high',
    why: 'reaches all data that the user can reach',
  },
  {
    fits: /^(?:refresh_token|offline_access|visualforce|content|custom_permissions|lightning|chatter_api|chatbot_api)$/i,
    level: 'medium',
    why: 'reaches parts, or for as long as nobody revokes it',
  },
  { fits: /^(?:id|openid|profile|email|address|phone)$/i, level: 'low', why: 'says who signs in' },
];

const TABLES: Readonly<Record<string, readonly LevelRule[]>> = {
  'm365-ual': MICROSOFT,
  'entra-audit': MICROSOFT,
  'google-workspace': GOOGLE,
  'slack-audit': SLACK,
  github: GITHUB,
  salesforce: SALESFORCE,
};

/** What reaches only the user's own things when a user is there reaches everybody's when the app acts by itself. */
const WITHOUT_A_USER: LevelRule = {
  fits: /^(?:Calendars|Contacts|Chat|Notes|Tasks|People|MailboxSettings)\.Read/i,
  level: 'high',
  why: 'reaches everybody’s calendar, contacts or chats, without a user',
};

/**
 * @param kind whether the app acts for a user (`delegated`) or by itself; null where nobody says
 * @returns null level for a permission that the table does not know: it is said to be unknown, not low
 */
export function levelOf(
  connector: string,
  permission: string,
  kind: 'delegated' | 'application' | null = null,
): { readonly level: PermissionLevel | null; readonly why: string } {
  const table = Object.hasOwn(TABLES, connector) ? TABLES[connector] : undefined;
  // Entra ID writes a permission of another resource than Graph behind that resource's address.
  const resource = table === MICROSOFT ? /^https:\/\/[\w.-]+\/+/i : /^$/;
  const name = permission.replace(resource, '').slice(0, 300);
  const rule =
    kind === 'application' && table === MICROSOFT && WITHOUT_A_USER.fits.test(name)
      ? WITHOUT_A_USER
      : table?.find(({ fits }) => fits.test(name));
  return rule === undefined
    ? { level: null, why: 'not in the table of known permissions' }
    : { level: rule.level, why: rule.why };
}

/** Permissions that only an administrator should give. */
export function isAdminScope(permission: string): boolean {
  return /\.(?:ReadWrite|Read|Manage|FullControl)\.All$|^(?:RoleManagement|AppRoleAssignment|Directory|Application)\.|^full_access_as_app$|auth\/admin\.|^admin/i.test(
    permission,
  );
}
