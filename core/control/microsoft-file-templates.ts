/** Commands on files of SharePoint and OneDrive beyond deleting a permission. */
import { MICROSOFT_FILE_APPS } from './control-apps.ts';
import type { ControlTemplate } from './control-template.ts';

const GRAPH = 'https://graph.microsoft.com/v1.0';
const GRAPH_DOCS = 'https://learn.microsoft.com/graph/api';
const TOOL = 'Microsoft Graph PowerShell';
const ITEM = '-DriveId {drive} -DriveItemId {file}';
const ADDRESS = `${GRAPH}/drives/{drive:url}/items/{file:url}`;

/** Permissions of the file's own; inherited ones cannot be deleted at the file. */
const OWN = "-not $_.InheritedFrom.Id -and -not $_.InheritedFrom.Path -and $_.Roles -notcontains 'owner'";
/** What is removed is printed first: nothing else remembers it. */
const PRINT_AND_REMOVE = `$gone | ConvertTo-Json -Depth 8; $gone | ForEach-Object { Remove-MgDriveItemPermission ${ITEM} -PermissionId $_.Id }`;
const REMOVE_OWN = `$gone = @(Get-MgDriveItemPermission ${ITEM} -All | Where-Object { ${OWN} }); ${PRINT_AND_REMOVE}`;
const MOVE = `Update-MgDriveItem ${ITEM} -BodyParameter @{ ParentReference = @{ Id = {folder} } }`;
const MOVE_BACK = `Update-MgDriveItem ${ITEM} -BodyParameter @{ ParentReference = @{ Id = {parent} } }`;
const MOVE_DOCS = `${GRAPH_DOCS}/driveitem-move`;
const PRINT_LABELS = `Invoke-MgGraphRequest -Method POST -Uri "${ADDRESS}/extractSensitivityLabels" | ConvertTo-Json -Depth 5`;
const LABEL_PERMISSION = 'Files.ReadWrite.All, and metered APIs switched on in the tenant';
const LABEL_DOCS = `${GRAPH_DOCS}/driveitem-assignsensitivitylabel`;

function assignLabel(label: string): string {
  return `Invoke-MgGraphRequest -Method POST -Uri "${ADDRESS}/assignSensitivityLabel" -Body @{ sensitivityLabelId = ${label}; assignmentMethod = 'privileged'; justificationText = 'Security response' }`;
}

export const MICROSOFT_FILE_TEMPLATES: readonly ControlTemplate[] = [
  {
    action: 'remove-external',
    apps: MICROSOFT_FILE_APPS,
    tool: TOOL,
    shell: 'powershell',
    // A guest has #ext# in the sign-in name, whatever his mail is; a link for several people goes if one of them is external.
    command: `$own = @((Get-MgDomain -All).Id); $gone = @(Get-MgDriveItemPermission ${ITEM} -All | Where-Object { ${OWN} -and @(@($_.GrantedToV2) + @($_.GrantedToIdentitiesV2) | Where-Object { $mail = @($_.User.AdditionalProperties.email, $_.SiteUser.AdditionalProperties.email) -match '@' | Select-Object -First 1; $_.SiteUser.LoginName -match '#ext#|spo:guest|spo%3aguest' -or ($mail -and ($mail -split '@')[-1] -notin $own) }).Count -gt 0 }); ${PRINT_AND_REMOVE}`,
    undo: null,
    noWayBack: 'Share the file again with those whom the command printed; new links have other addresses.',
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
    // The place comes back by a command; whom it was shared with was printed.
    undo: MOVE_BACK,
    permission: 'Files.ReadWrite.All',
    source: MOVE_DOCS,
  },
  {
    action: 'user-quarantine',
    apps: MICROSOFT_FILE_APPS,
    tool: `${TOOL}, the owner may still edit`,
    shell: 'powershell',
    command: `${MOVE}; ${REMOVE_OWN}; Invoke-MgInviteDriveItem ${ITEM} -BodyParameter @{ Recipients = @(@{ Email = {user} }); Roles = @('write'); RequireSignIn = $true; SendInvitation = $false }`,
    undo: MOVE_BACK,
    permission: 'Files.ReadWrite.All',
    source: MOVE_DOCS,
  },
  {
    action: 'apply-label',
    apps: MICROSOFT_FILE_APPS,
    tool: TOOL,
    shell: 'powershell',
    command: `${PRINT_LABELS}; ${assignLabel('{label}')}`,
    undo: null,
    noWayBack: 'Apply the label again that the command prints before it applies the new one, or remove the label.',
    permission: LABEL_PERMISSION,
    source: LABEL_DOCS,
  },
  {
    action: 'remove-label',
    apps: MICROSOFT_FILE_APPS,
    tool: TOOL,
    shell: 'powershell',
    command: `${PRINT_LABELS}; ${assignLabel("''")}`,
    undo: null,
    noWayBack: 'Apply the label again that the command prints before it removes it.',
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
