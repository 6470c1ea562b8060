/** Commands on files of SharePoint and OneDrive beyond deleting a permission. */

import { ACTION_FACTS, MICROSOFT_FILE_APPS } from '../model/control.ts';
import type { ControlTemplate } from './control-template.ts';
import { KeptObject, KeptObjects, KeptState, printed } from './kept.ts';

const GRAPH = 'https://graph.microsoft.com/v1.0';
const GRAPH_DOCS = 'https://learn.microsoft.com/graph/api';
const TOOL = 'Microsoft Graph PowerShell';
const ITEM = '-DriveId {drive} -DriveItemId {file}';
const ADDRESS = `${GRAPH}/drives/{drive:url}/items/{file:url}`;

/** Permissions of the file's own; inherited ones cannot be deleted at the file. */
const OWN = "-not $_.InheritedFrom.Id -and -not $_.InheritedFrom.Path -and $_.Roles -notcontains 'owner'";
/** Whom a permission is for: a guest has #ext# in the sign-in name, whatever his mail is. */
const MAILS =
  '@($_.User.AdditionalProperties.email, $_.SiteUser.AdditionalProperties.email, $_.Group.AdditionalProperties.email) -match "@" | Select-Object -First 1';
/** What is removed is written down and printed first: nothing else remembers it. */
const REMOVED = new KeptObjects('permissions', '{file:name}');
const KEEP_AND_REMOVE = `${REMOVED.save('$gone')}; $gone | ForEach-Object { Remove-MgDriveItemPermission ${ITEM} -PermissionId $_.Id }`;
const REMOVE_OWN = `$gone = @(Get-MgDriveItemPermission ${ITEM} -All -ErrorAction Stop | Where-Object { ${OWN} }); ${KEEP_AND_REMOVE}`;
/** Links are made anew, everybody else is given the same role again without a mail; what has neither is named. */
const SHARE_AGAIN =
  `if ($kept.Link.Scope -in 'anonymous', 'organization') { New-MgDriveItemLink ${ITEM} -BodyParameter @{ type = $kept.Link.Type; scope = $kept.Link.Scope } } ` +
  `else { $to = @(@($kept.GrantedToV2) + @($kept.GrantedToIdentitiesV2) | ForEach-Object { ${MAILS} }); ` +
  `if ($to.Count) { Invoke-MgInviteDriveItem ${ITEM} -BodyParameter @{ recipients = @($to | ForEach-Object { @{ email = $_ } }); roles = @($kept.Roles); requireSignIn = $true; sendInvitation = $false } } ` +
  'else { Write-Warning "Nobody is named in permission $($kept.Id)" } }';
const NEW_LINKS = 'Links that the way back makes have other addresses.';
const PERMISSION = new KeptState(
  'permission',
  '{permission:name}.json',
  printed(`az rest --method GET --url "${ADDRESS}/permissions/{permission:url}"`),
);
const DELETE_PERMISSION = `${PERMISSION.save} && az rest --method DELETE --url "${ADDRESS}/permissions/{permission:url}"`;
const BODY = 'permission-body-{permission:name}.json';
const MOVE = `Update-MgDriveItem ${ITEM} -BodyParameter @{ ParentReference = @{ Id = {folder} } } -ErrorAction Stop`;
const MOVE_BACK = `Update-MgDriveItem ${ITEM} -BodyParameter @{ ParentReference = @{ Id = {parent} } } -ErrorAction Stop`;
const MOVE_DOCS = `${GRAPH_DOCS}/driveitem-move`;
const LABELS = new KeptObject('label', '{file:name}');
const KEEP_LABELS = LABELS.save(
  `(Invoke-MgGraphRequest -Method POST -Uri "${ADDRESS}/extractSensitivityLabels" -OutputType PSObject -ErrorAction Stop)`,
);
/** Without a label before, an empty id takes the new one away. */
const LABEL_BEFORE = LABELS.restore(assignLabel('([string]@($kept.labels)[0].sensitivityLabelId)'));
const LABEL_PERMISSION = 'Files.ReadWrite.All, and metered APIs switched on in the tenant';
const LABEL_DOCS = `${GRAPH_DOCS}/driveitem-assignsensitivitylabel`;

function assignLabel(label: string): string {
  return `Invoke-MgGraphRequest -Method POST -Uri "${ADDRESS}/assignSensitivityLabel" -Body @{ sensitivityLabelId = ${label}; assignmentMethod = 'privileged'; justificationText = 'Security response' } -ErrorAction Stop`;
}

export const MICROSOFT_FILE_TEMPLATES: readonly ControlTemplate[] = [
  {
    action: 'remove-collaborator',
    apps: MICROSOFT_FILE_APPS,
    tool: 'Microsoft Graph REST (Azure CLI)',
    shell: 'sh',
    command: DELETE_PERMISSION,
    undo: PERMISSION.restore(
      `jq '{recipients: [(.grantedToV2, .grantedToIdentitiesV2[]?) | (.user.email, .siteUser.email, .group.email) | strings | {email: .}], roles, requireSignIn: true, sendInvitation: false}' ${PERMISSION.before} > ${BODY} && az rest --method POST --url "${ADDRESS}/invite" --body @${BODY}`,
    ),
    permission: 'Files.ReadWrite.All',
    source: `${GRAPH_DOCS}/permission-delete`,
  },
  {
    action: 'remove-public-link',
    apps: MICROSOFT_FILE_APPS,
    tool: 'Microsoft Graph REST (Azure CLI)',
    shell: 'sh',
    command: DELETE_PERMISSION,
    undo: PERMISSION.restore(
      `jq '.link | {type, scope}' ${PERMISSION.before} > ${BODY} && az rest --method POST --url "${ADDRESS}/createLink" --body @${BODY}`,
    ),
    effect: `${ACTION_FACTS['remove-public-link'].effect} ${NEW_LINKS}`,
    permission: 'Files.ReadWrite.All',
    source: `${GRAPH_DOCS}/permission-delete`,
  },
  {
    action: 'make-private',
    apps: MICROSOFT_FILE_APPS,
    tool: TOOL,
    shell: 'powershell',
    command: REMOVE_OWN,
    undo: REMOVED.restore(SHARE_AGAIN),
    effect: `${ACTION_FACTS['make-private'].effect} ${NEW_LINKS}`,
    permission: 'Files.ReadWrite.All',
    source: `${GRAPH_DOCS}/permission-delete`,
  },
  {
    action: 'remove-external',
    apps: MICROSOFT_FILE_APPS,
    tool: TOOL,
    shell: 'powershell',
    // A link for several people goes if one of them is external.
    command: `$own = @((Get-MgDomain -All -ErrorAction Stop).Id); $gone = @(Get-MgDriveItemPermission ${ITEM} -All -ErrorAction Stop | Where-Object { ${OWN} -and @(@($_.GrantedToV2) + @($_.GrantedToIdentitiesV2) | Where-Object { $mail = ${MAILS}; $_.SiteUser.LoginName -match '#ext#|spo:guest|spo%3aguest' -or ($mail -and ($mail -split '@')[-1] -notin $own) }).Count -gt 0 }); ${KEEP_AND_REMOVE}`,
    undo: REMOVED.restore(SHARE_AGAIN),
    permission: 'Files.ReadWrite.All and Domain.Read.All',
    source: `${GRAPH_DOCS}/permission-delete`,
  },
  {
    action: 'inherit-permissions',
    apps: MICROSOFT_FILE_APPS,
    tool: 'CLI for Microsoft 365',
    shell: 'sh',
    command: 'm365 spo file roleinheritance reset --webUrl {site} --fileUrl {path} --force',
    undo: null,
    noWayBack:
      'Permissions of the file’s own are not kept: break inheritance again (m365 spo file roleinheritance break) and share with each. List them first with m365 spo file sharinginfo get.',
    permission: 'Manage Permissions in the site',
    source: 'https://pnp.github.io/cli-microsoft365/cmd/spo/file/file-roleinheritance-reset/',
  },
  {
    action: 'admin-quarantine',
    apps: MICROSOFT_FILE_APPS,
    tool: TOOL,
    shell: 'powershell',
    // Items are not moved between drives: the file is copied, and goes to the recycle bin only when the copy is complete.
    command: `Copy-MgDriveItem ${ITEM} -BodyParameter @{ ParentReference = @{ DriveId = {folderDrive}; Id = {folder} } } -ResponseHeadersVariable copy | Out-Null; do { Start-Sleep -Seconds 2; $state = Invoke-RestMethod -Uri @($copy.Location)[0] } while ($state.status -in 'notStarted', 'inProgress', 'updating', 'waiting'); if ($state.status -ne 'completed') { throw "The copy is not complete, and the file stays: $($state.status)" }; Remove-MgDriveItem ${ITEM}`,
    undo: null,
    noWayBack:
      'Restore the file from the recycle bin of its site within 93 days, and delete the copy in the quarantine folder.',
    permission: 'Files.ReadWrite.All',
    source: `${GRAPH_DOCS}/driveitem-copy`,
  },
  {
    action: 'user-quarantine',
    apps: MICROSOFT_FILE_APPS,
    tool: TOOL,
    shell: 'powershell',
    command: `${MOVE}; ${REMOVE_OWN}`,
    undo: `${MOVE_BACK}; ${REMOVED.restore(SHARE_AGAIN)}`,
    permission: 'Files.ReadWrite.All',
    source: MOVE_DOCS,
  },
  {
    action: 'user-quarantine',
    apps: MICROSOFT_FILE_APPS,
    tool: `${TOOL}, the owner may still edit`,
    shell: 'powershell',
    command: `${MOVE}; ${REMOVE_OWN}; Invoke-MgInviteDriveItem ${ITEM} -BodyParameter @{ Recipients = @(@{ Email = {user} }); Roles = @('write'); RequireSignIn = $true; SendInvitation = $false }`,
    undo: `${MOVE_BACK}; ${REMOVED.restore(SHARE_AGAIN)}`,
    permission: 'Files.ReadWrite.All',
    source: MOVE_DOCS,
  },
  {
    action: 'apply-label',
    apps: MICROSOFT_FILE_APPS,
    tool: TOOL,
    shell: 'powershell',
    command: `${KEEP_LABELS}; ${assignLabel('{label}')}`,
    undo: LABEL_BEFORE,
    permission: LABEL_PERMISSION,
    source: LABEL_DOCS,
  },
  {
    action: 'remove-label',
    apps: MICROSOFT_FILE_APPS,
    tool: TOOL,
    shell: 'powershell',
    command: `${KEEP_LABELS}; ${assignLabel("''")}`,
    undo: LABEL_BEFORE,
    permission: LABEL_PERMISSION,
    source: LABEL_DOCS,
  },
  {
    action: 'remove-collaborations',
    apps: MICROSOFT_FILE_APPS,
    tool: 'SharePoint Online PowerShell',
    shell: 'powershell',
    command: 'Remove-SPOUser -Site {site} -LoginName {user}',
    undo: null,
    noWayBack: 'It acts on one site. Owners share its files with the person again.',
    permission: 'SharePoint administrator, and administrator of the site',
    source: 'https://learn.microsoft.com/powershell/module/sharepoint-online/remove-spouser',
  },
];
