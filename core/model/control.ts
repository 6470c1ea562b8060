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

/** Values that commands need, with what to ask for. */
export const CONTROL_VALUES = {
  user: 'Sign-in name or mail of the account',
  role: 'Role',
  newOwner: 'Sign-in name of the new owner',
  file: 'Id of the file',
  collaborator: 'Mail of the collaborator',
  permission: 'Id of the permission or link',
  drive: 'Id of the drive',
  app: 'Id of the app',
  grant: 'Id of the grant',
  rule: 'Name or id of the rule',
  key: 'Id of the key',
  group: 'Id of the group',
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
export const GOOGLE_APPS = ['google-workspace', 'google-drive', 'gmail'] as const;
