/** Commands for Microsoft 365, Entra ID, Exchange Online, SharePoint and Azure. */
import { ACTION_FACTS, ENTRA_APPS, MICROSOFT_FILE_APPS } from '../model/control.ts';
import type { ControlTemplate } from './control-template.ts';
import { KeptObject } from './kept.ts';

const EXCHANGE = ['exchange-online', 'microsoft-365'];
const GRAPH = 'https://graph.microsoft.com/v1.0';
const GRAPH_DOCS = 'https://learn.microsoft.com/graph/api';

const GRANT = new KeptObject('grant', '{grant:name}');
const FORWARDING = new KeptObject('forwarding', '{user:name}');

/** Kinds of sign-in methods beside the password, as the cmdlets call them. */
const METHODS = ['Phone', 'MicrosoftAuthenticator', 'SoftwareOath', 'Fido2'];
/** Entra ID refuses to delete a person's default method while there are others: what the first round leaves, the second takes. */
const FORGET_METHODS = `1..2 | ForEach-Object { ${METHODS.map(
  (kind) =>
    `Get-MgUserAuthentication${kind}Method -UserId {user} | ForEach-Object { Remove-MgUserAuthentication${kind}Method -UserId {user} -${kind}AuthenticationMethodId $_.Id }`,
).join('; ')} }; Get-MgUserAuthenticationMethod -UserId {user}`;

export const MICROSOFT_TEMPLATES: readonly ControlTemplate[] = [
  {
    action: 'suspend',
    apps: ENTRA_APPS,
    tool: 'Microsoft Graph PowerShell',
    shell: 'powershell',
    command: 'Update-MgUser -UserId {user} -AccountEnabled:$false',
    undo: 'Update-MgUser -UserId {user} -AccountEnabled:$true',
    permission: 'User.EnableDisableAccount.All',
    source: `${GRAPH_DOCS}/user-update`,
  },
  {
    action: 'suspend',
    apps: ENTRA_APPS,
    tool: 'Microsoft Graph REST (Azure CLI)',
    shell: 'sh',
    command: `az rest --method PATCH --url "${GRAPH}/users/{user:url}" --body '{"accountEnabled":false}'`,
    undo: `az rest --method PATCH --url "${GRAPH}/users/{user:url}" --body '{"accountEnabled":true}'`,
    permission: 'User.EnableDisableAccount.All',
    source: `${GRAPH_DOCS}/user-update`,
  },
  {
    action: 'revoke-sessions',
    apps: ENTRA_APPS,
    tool: 'Microsoft Graph PowerShell',
    shell: 'powershell',
    command: 'Revoke-MgUserSignInSession -UserId {user}',
    undo: null,
    noWayBack: 'The person signs in again.',
    permission: 'User.RevokeSessions.All',
    source: `${GRAPH_DOCS}/user-revokesigninsessions`,
  },
  {
    action: 'revoke-sessions',
    apps: ENTRA_APPS,
    tool: 'Microsoft Graph REST (Azure CLI)',
    shell: 'sh',
    command: `az rest --method POST --url "${GRAPH}/users/{user:url}/revokeSignInSessions"`,
    undo: null,
    noWayBack: 'The person signs in again.',
    permission: 'User.RevokeSessions.All',
    source: `${GRAPH_DOCS}/user-revokesigninsessions`,
  },
  {
    action: 'confirm-compromised',
    apps: ENTRA_APPS,
    tool: 'Microsoft Graph PowerShell',
    shell: 'powershell',
    command: 'Confirm-MgRiskyUserCompromised -UserIds @((Get-MgUser -UserId {user}).Id)',
    undo: 'Invoke-MgDismissRiskyUser -UserIds @((Get-MgUser -UserId {user}).Id)',
    permission: 'IdentityRiskyUser.ReadWrite.All',
    source: `${GRAPH_DOCS}/riskyuser-confirmcompromised`,
  },
  {
    action: 'remove-admin',
    apps: ENTRA_APPS,
    tool: 'Microsoft Graph PowerShell',
    shell: 'powershell',
    command:
      'Remove-MgDirectoryRoleMemberDirectoryObjectByRef -DirectoryRoleId {role} -DirectoryObjectId (Get-MgUser -UserId {user}).Id',
    undo: 'New-MgDirectoryRoleMemberByRef -DirectoryRoleId {role} -OdataId ("https://graph.microsoft.com/v1.0/directoryObjects/" + (Get-MgUser -UserId {user}).Id)',
    permission: 'RoleManagement.ReadWrite.Directory',
    source: `${GRAPH_DOCS}/directoryrole-delete-member`,
  },
  {
    action: 'reset-mfa',
    apps: ENTRA_APPS,
    tool: 'Microsoft Graph PowerShell',
    shell: 'powershell',
    command: FORGET_METHODS,
    undo: null,
    noWayBack: 'The person registers methods again.',
    effect: `${ACTION_FACTS['reset-mfa'].effect} Phones, Authenticator, one-time codes and security keys go; it ends with what is left. The default method goes last, so that the first round may say that it cannot.`,
    permission: 'UserAuthenticationMethod.ReadWrite.All',
    source: `${GRAPH_DOCS}/resources/authenticationmethods-overview`,
  },
  {
    action: 'trash',
    apps: MICROSOFT_FILE_APPS,
    tool: 'Microsoft Graph REST (Azure CLI)',
    shell: 'sh',
    command: `az rest --method DELETE --url "${GRAPH}/drives/{drive:url}/items/{file:url}"`,
    undo: null,
    noWayBack: 'Restore it from the recycle bin of the site within 93 days.',
    permission: 'Files.ReadWrite.All',
    source: `${GRAPH_DOCS}/driveitem-delete`,
  },
  {
    action: 'revoke-consent',
    apps: ENTRA_APPS,
    tool: 'Microsoft Graph PowerShell',
    shell: 'powershell',
    command: `${GRANT.save(`(Get-MgOauth2PermissionGrant -OAuth2PermissionGrantId {grant} -ErrorAction Stop | Select-Object ClientId, ConsentType, PrincipalId, ResourceId, Scope)`)}; Remove-MgOauth2PermissionGrant -OAuth2PermissionGrantId {grant}`,
    // A grant for everybody has no principal, and Graph takes none that is empty.
    undo: GRANT.restore(
      '$grant = @{ clientId = $kept.ClientId; consentType = $kept.ConsentType; resourceId = $kept.ResourceId; scope = $kept.Scope }; ' +
        'if ($kept.PrincipalId) { $grant.principalId = $kept.PrincipalId }; New-MgOauth2PermissionGrant -BodyParameter $grant -ErrorAction Stop',
    ),
    effect: `${ACTION_FACTS['revoke-consent'].effect} A grant that the way back makes has another id.`,
    permission: 'DelegatedPermissionGrant.ReadWrite.All',
    source: `${GRAPH_DOCS}/oauth2permissiongrant-delete`,
  },
  {
    action: 'disable-app',
    apps: ENTRA_APPS,
    tool: 'Microsoft Graph PowerShell',
    shell: 'powershell',
    command: `Update-MgServicePrincipalByAppId -AppId {app} -AccountEnabled:$false`,
    undo: `Update-MgServicePrincipalByAppId -AppId {app} -AccountEnabled:$true`,
    permission: 'Application.ReadWrite.All',
    source: `${GRAPH_DOCS}/serviceprincipal-update`,
  },
  {
    action: 'remove-inbox-rule',
    apps: EXCHANGE,
    tool: 'Exchange Online PowerShell',
    shell: 'powershell',
    command: 'Disable-InboxRule -Mailbox {user} -Identity {rule} -Confirm:$false',
    undo: 'Enable-InboxRule -Mailbox {user} -Identity {rule}',
    permission: 'Mail Recipients',
    source: 'https://learn.microsoft.com/powershell/module/exchange/disable-inboxrule',
  },
  {
    action: 'remove-forwarding',
    apps: EXCHANGE,
    tool: 'Exchange Online PowerShell',
    shell: 'powershell',
    command: `${FORWARDING.save(`(Get-Mailbox -Identity {user} -ErrorAction Stop | Select-Object ForwardingAddress, ForwardingSmtpAddress, DeliverToMailboxAndForward)`)}; Set-Mailbox -Identity {user} -ForwardingAddress $null -ForwardingSmtpAddress $null -DeliverToMailboxAndForward $false`,
    undo: FORWARDING.restore(
      'Set-Mailbox -Identity {user} -ForwardingAddress $kept.ForwardingAddress -ForwardingSmtpAddress $kept.ForwardingSmtpAddress -DeliverToMailboxAndForward $kept.DeliverToMailboxAndForward -ErrorAction Stop',
    ),
    permission: 'Mail Recipients',
    source: 'https://learn.microsoft.com/powershell/module/exchange/set-mailbox',
  },
];
