/** Commands of Microsoft Entra ID on people of other apps, for those who sign in to them through it. */
import { FEDERATED_APPS } from '../model/control.ts';
import type { ControlTemplate } from './control-template.ts';

const TOOL = 'Entra ID, for sign-in through it (Microsoft Graph PowerShell)';
const GRAPH_DOCS = 'https://learn.microsoft.com/graph/api';

export const ENTRA_TEMPLATES: readonly ControlTemplate[] = [
  {
    action: 'suspend',
    apps: FEDERATED_APPS,
    tool: TOOL,
    shell: 'powershell',
    command: 'Update-MgUser -UserId {signIn} -AccountEnabled:$false',
    undo: 'Update-MgUser -UserId {signIn} -AccountEnabled:$true',
    permission: 'User.EnableDisableAccount.All',
    source: `${GRAPH_DOCS}/user-update`,
  },
  {
    action: 'revoke-sessions',
    apps: FEDERATED_APPS,
    tool: TOOL,
    shell: 'powershell',
    command: 'Revoke-MgUserSignInSession -UserId {signIn}',
    undo: null,
    noWayBack: 'The person signs in again. A session that the app itself keeps ends when the app asks Entra ID again.',
    permission: 'User.RevokeSessions.All',
    source: `${GRAPH_DOCS}/user-revokesigninsessions`,
  },
];
