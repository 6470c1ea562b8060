/** Commands that tell a person by mail. The texts are fixed and name no detail: what a log says never leaves in a mail. */
import { type ControlAction, ENTRA_APPS, FEDERATED_APPS } from '../model/control.ts';
import type { ControlTemplate } from './control-template.ts';

interface Notice {
  readonly action: ControlAction;
  readonly apps: readonly string[];
  readonly subject: string;
  /** One line, without quotes: it stands in single quotes of both shells. */
  readonly text: string;
}

const REPLY = 'Please contact your IT support through the way you know, and follow no link in any mail about this.';

const NOTICES: readonly Notice[] = [
  {
    action: 'notify-user',
    apps: [...ENTRA_APPS, ...FEDERATED_APPS],
    subject: 'Security notice about your account',
    text: `Security monitoring found activity of your account that has to be checked. ${REPLY}`,
  },
  {
    action: 'notify-owner',
    apps: [...ENTRA_APPS, ...FEDERATED_APPS],
    subject: 'Security notice about a file of yours',
    text: `Security monitoring found that a file of yours may be shared with more people than it should be. ${REPLY}`,
  },
  {
    action: 'notify-app-user',
    apps: [...ENTRA_APPS, ...FEDERATED_APPS, 'github', 'auth0'],
    subject: 'Security notice about an app that you allowed',
    text: `Security monitoring found an app that you gave access to your data and that has to be checked. ${REPLY}`,
  },
];

export const MAIL_TEMPLATES: readonly ControlTemplate[] = NOTICES.flatMap((notice) => [
  graphMail(notice),
  gamMail(notice),
]);

function graphMail({ action, apps, subject, text }: Notice): ControlTemplate {
  return {
    action,
    apps,
    tool: 'Microsoft Graph PowerShell',
    shell: 'powershell',
    command: `Send-MgUserMail -UserId (Get-MgContext).Account -BodyParameter @{ Message = @{ Subject = '${subject}'; Body = @{ ContentType = 'Text'; Content = '${text}' }; ToRecipients = @(@{ EmailAddress = @{ Address = {mail} } }) } }`,
    undo: null,
    noWayBack: 'A mail that was sent is not taken back.',
    permission: 'Mail.Send, as the sender who is signed in',
    source: 'https://learn.microsoft.com/graph/api/user-sendmail',
  };
}

function gamMail({ action, apps, subject, text }: Notice): ControlTemplate {
  return {
    action,
    apps,
    tool: 'GAM',
    shell: 'sh',
    command: `gam sendemail {mail} subject '${subject}' message '${text}'`,
    undo: null,
    noWayBack: 'A mail that was sent is not taken back.',
    permission: 'Gmail, as the administrator of GAM',
    source: 'https://github.com/GAM-team/GAM/wiki/Send-Email',
  };
}
