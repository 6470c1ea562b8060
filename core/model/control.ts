/** What can be done about an account, a file or an app: the actions of a cloud access broker, and what each needs to know. */
export const CONTROL_KINDS = ['account', 'file', 'oauth', 'mailbox', 'key'] as const;
export type ControlKind = (typeof CONTROL_KINDS)[number];

interface ActionFacts {
  readonly title: string;
  readonly kind: ControlKind;
  /** What it does to people, in a sentence. */
  readonly effect: string;
}

const FACTS = {
  suspend: {
    title: 'Suspend the account',
    kind: 'account',
    effect: 'Nobody can sign in to the account; its data stays.',
  },
  'revoke-sessions': {
    title: 'Require sign-in again',
    kind: 'account',
    effect: 'Every session and refresh token ends; access tokens already given out work until they expire.',
  },
  'confirm-compromised': {
    title: 'Confirm compromised',
    kind: 'account',
    effect: 'The account’s risk becomes high; risk-based policies act on it at once.',
  },
  'remove-admin': {
    title: 'Remove an administrator’s role',
    kind: 'account',
    effect: 'The account keeps its data and loses the role.',
  },
  'reset-mfa': {
    title: 'Reset multi-factor methods',
    kind: 'account',
    effect: 'Registered methods are forgotten; the next sign-in asks to register again.',
  },
  'reset-password': {
    title: 'Reset the password',
    kind: 'account',
    effect: 'The old password stops working; the next sign-in asks for a new one.',
  },
  'transfer-ownership': {
    title: 'Transfer all files',
    kind: 'account',
    effect: 'Files of the account belong to somebody else; sharing stays as it is.',
  },
  'remove-collaborations': {
    title: 'Remove the account’s collaborations',
    kind: 'account',
    effect: 'The account loses access to what others shared with it by name; its own files stay.',
  },
  'notify-user': {
    title: 'Notify the person',
    kind: 'account',
    effect: 'The person gets a mail with a fixed text that names no detail; nothing is changed.',
  },
  'open-settings': {
    title: 'Open the account’s settings',
    kind: 'account',
    effect: 'Opens the page where an administrator manages the account; nothing is changed.',
  },
  'remove-collaborator': {
    title: 'Remove a collaborator',
    kind: 'file',
    effect: 'One person loses access to the file.',
  },
  'remove-public-link': {
    title: 'Remove public access',
    kind: 'file',
    effect: 'Links that anyone can open stop working.',
  },
  'make-private': {
    title: 'Make private',
    kind: 'file',
    effect: 'Everybody that the file was shared with by itself loses access, links too; what its folder gives stays.',
  },
  'remove-external': {
    title: 'Remove external collaborators',
    kind: 'file',
    effect: 'Everybody outside the organisation’s own domains loses access that the file gave by name.',
  },
  'reduce-public-access': {
    title: 'Reduce public access',
    kind: 'file',
    effect:
      'The file stays shared, with fewer: it cannot be found by anyone, or its link is for the organisation alone.',
  },
  'expire-link': {
    title: 'Let a link expire',
    kind: 'file',
    effect: 'The shared link works until the day given, and not after it.',
  },
  'remove-direct-link': {
    title: 'Remove direct download',
    kind: 'file',
    effect: 'The shared link no longer downloads the file; its page and preview stay.',
  },
  'grant-domain-read': {
    title: 'Let the domain read',
    kind: 'file',
    effect: 'Everybody of the organisation’s domain may find and read the file.',
  },
  'limit-resharing': {
    title: 'Remove editors’ ability to share',
    kind: 'file',
    effect: 'Only the owner decides whom the file is shared with; editors still edit.',
  },
  'inherit-permissions': {
    title: 'Inherit the parent’s permissions',
    kind: 'file',
    effect: 'What the file was shared with by itself goes; who may open its folder may open it.',
  },
  'admin-quarantine': {
    title: 'Put into the administrators’ quarantine',
    kind: 'file',
    effect: 'The file is in a folder of the administrators, and gone from where it was.',
  },
  'user-quarantine': {
    title: 'Put into the owner’s quarantine',
    kind: 'file',
    effect: 'The file is in a quarantine folder of its owner’s, with the access that this folder gives.',
  },
  'apply-label': {
    title: 'Apply a sensitivity label',
    kind: 'file',
    effect: 'The file has the label, and the protection that the label sets.',
  },
  'remove-label': {
    title: 'Remove the sensitivity label',
    kind: 'file',
    effect: 'The file has no label, and no protection by one.',
  },
  'transfer-file': {
    title: 'Transfer the file',
    kind: 'file',
    effect: 'The file belongs to somebody else; who owned it becomes an editor.',
  },
  'notify-owner': {
    title: 'Notify the owner',
    kind: 'file',
    effect: 'The owner gets a mail with a fixed text that names no detail; nothing is changed.',
  },
  trash: { title: 'Move to the trash', kind: 'file', effect: 'The file is in the trash and can be restored from it.' },
  'revoke-consent': {
    title: 'Revoke consent',
    kind: 'oauth',
    effect: 'The app’s delegated permissions go; users may consent again unless that is blocked.',
  },
  'disable-app': {
    title: 'Disable the app',
    kind: 'oauth',
    effect: 'Nobody can sign in to the app, and it gets no tokens.',
  },
  'notify-app-user': {
    title: 'Notify who allowed the app',
    kind: 'oauth',
    effect: 'The person gets a mail with a fixed text that names no detail; nothing is changed.',
  },
  'remove-inbox-rule': { title: 'Disable an inbox rule', kind: 'mailbox', effect: 'The rule stays and does nothing.' },
  'remove-forwarding': {
    title: 'Remove forwarding',
    kind: 'mailbox',
    effect: 'Mail is no longer sent on to another address.',
  },
  'disable-key': { title: 'Disable an access key', kind: 'key', effect: 'The key is refused; it is not deleted.' },
} as const satisfies Readonly<Record<string, ActionFacts>>;

export type ControlAction = keyof typeof FACTS;
export const CONTROL_ACTIONS = Object.keys(FACTS) as [ControlAction, ...ControlAction[]];
export const ACTION_FACTS: Readonly<Record<ControlAction, ActionFacts>> = FACTS;

/** Apps whose commands know an account by the provider's id alone, not by what the person signs in with. */
export const USER_BY_ID: ReadonlySet<string> = new Set([
  'atlassian-cloud',
  'auth0',
  'box',
  'egnyte',
  'onelogin',
  'salesforce',
  'servicenow',
  'slack',
  'zendesk',
]);

/** Values that commands need, with what to ask for. */
export const CONTROL_VALUES = {
  user: 'Sign-in name or mail of the account, or its id where the app goes by ids',
  role: 'Role',
  newOwner: 'Sign-in name of the new owner, or the id where the app goes by ids',
  file: 'Id of the file',
  collaborator: 'Mail of the collaborator',
  permission: 'Id of the permission or link',
  drive: 'Id of the drive',
  app: 'Id of the app',
  grant: 'Id of the grant',
  rule: 'Name or id of the rule',
  key: 'Id of the key',
  group: 'Id of the group',
  signIn: 'Sign-in name in Microsoft Entra ID',
  mail: 'Mail address of the person',
  site: 'Address of the site, such as https://example.sharepoint.com/sites/plans',
  path: 'Path of the file within the server, such as /sites/plans/Documents/plan.docx',
  folder: 'Id of the quarantine folder',
  folderDrive: 'Id of the drive of the quarantine folder',
  parent: 'Id of the folder where it was',
  label: 'Id of the label',
  link: 'Address of the shared link',
  expires: 'When the link ends, such as 2026-12-31',
  ownDomain: 'Own domain, such as example.com',
  message: 'Id of the message that carries the file',
  org: 'Name or id of the organisation',
  domain: 'Address of the tenant, such as example.okta.com',
} as const;
export type ControlValue = keyof typeof CONTROL_VALUES;

/** Values that were given for an action. */
export type Given = Readonly<Partial<Record<ControlValue, string>>>;

/** What was seen of an action's target at its provider before anything was changed. */
export interface Looked {
  /** What the provider calls the target: to be typed before anything is changed. */
  readonly name: string;
  /** What was seen, label to value, as far as the action is about it. */
  readonly state: Readonly<Record<string, string>>;
  /** Whether it is already as the action would have it; null where the API does not tell. */
  readonly isDone: boolean | null;
  /** What requests need of it. */
  readonly ids: Readonly<Record<string, string>>;
}

/** Catalog ids of apps whose accounts, files and grants one directory holds. */
export const ENTRA_APPS = [
  'microsoft-entra-id',
  'microsoft-365',
  'exchange-online',
  'sharepoint-online',
  'onedrive-for-business',
  'microsoft-teams',
  'microsoft-azure',
] as const;
/** Apps whose files Microsoft Graph knows. */
export const MICROSOFT_FILE_APPS = ['onedrive-for-business', 'sharepoint-online', 'microsoft-365'] as const;
export const GOOGLE_APPS = ['google-workspace', 'google-drive', 'gmail'] as const;
/** Apps whose people often sign in through Microsoft Entra ID: what is done there reaches them too. */
export const FEDERATED_APPS = [
  ...GOOGLE_APPS,
  'google-cloud',
  'salesforce',
  'amazon-web-services',
  'box',
  'dropbox',
  'servicenow',
  'webex',
  'atlassian-cloud',
  'zendesk',
  'asana',
  'docusign',
  'egnyte',
  'miro',
  'mural',
  'netdocuments',
  'onelogin',
  'slack',
  'smartsheet',
  'workplace-from-meta',
] as const;
