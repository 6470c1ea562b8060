/** What is done about accounts, files and apps in consoles alone: no documented interface of the provider does it. */
import { type ControlAction, type ControlKind, ENTRA_APPS, FEDERATED_APPS, GOOGLE_APPS } from './control.ts';

export interface ControlGap {
  /** Null for what no app offers an interface for. */
  readonly action: ControlAction | null;
  readonly kind: ControlKind;
  readonly title: string;
  readonly apps: readonly string[];
  /** Why there is no command, and where it is done instead. */
  readonly reason: string;
}

export const CONTROL_GAPS: readonly ControlGap[] = [
  {
    action: 'disable-app',
    kind: 'oauth',
    title: 'Ban the app',
    apps: GOOGLE_APPS,
    reason:
      'Google documents no interface that blocks an app. In the Admin console: Security, API controls, App access control.',
  },
  {
    action: 'disable-app',
    kind: 'oauth',
    title: 'Ban the app',
    apps: ['salesforce'],
    reason: 'Salesforce documents no interface that blocks an app. In Setup: Connected Apps OAuth Usage, Block.',
  },
  {
    action: null,
    kind: 'oauth',
    title: 'Report the app',
    apps: [...ENTRA_APPS, ...GOOGLE_APPS, 'salesforce'],
    reason:
      'Providers document no interface that takes reports. It is done on their consent pages and in their support.',
  },
  {
    action: 'open-settings',
    kind: 'account',
    title: 'Open the account’s settings',
    apps: FEDERATED_APPS.filter((app) => app !== 'salesforce'),
    reason: 'The app documents no address of one account’s page. Open it from the list of users in the app’s console.',
  },
  {
    action: 'remove-collaborations',
    kind: 'account',
    title: 'Remove the account’s collaborations',
    apps: ['dropbox'],
    reason: 'Dropbox documents no interface that lists what all owners shared with one person. Remove it file by file.',
  },
];

/** @param app catalog id */
export function gapsOf(app: string, kinds: readonly ControlKind[]): readonly ControlGap[] {
  return CONTROL_GAPS.filter((gap) => gap.apps.includes(app) && kinds.includes(gap.kind));
}
