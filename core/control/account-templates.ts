/** Commands that suspend accounts where the app itself keeps them, and that open an account's settings. */
import { ENTRA_APPS } from '../model/control.ts';
import type { ControlTemplate } from './control-template.ts';
import { JSON_BODY, withJson } from './rest.ts';

const DROPBOX = `curl --fail-with-body -X POST -H "Authorization: Bearer $DROPBOX_TOKEN" ${JSON_BODY} "https://api.dropboxapi.com/2/team/members`;
const ATLASSIAN =
  'curl --fail-with-body -X POST -H "Authorization: Bearer $ATLASSIAN_TOKEN" "https://api.atlassian.com/users/{user:url}/manage/lifecycle';
const GAM_DOCS = 'https://github.com/GAM-team/GAM/wiki/Users';

function bearer(method: string, token: string, body: string, address: string): string {
  return `curl --fail-with-body -X ${method} -H "Authorization: Bearer $${token}" ${withJson(body)} "https://${address}"`;
}

const zendesk = (isSuspended: boolean): string =>
  bearer('PUT', 'ZENDESK_TOKEN', `{"user":{"suspended":${isSuspended}}}`, '{domain:url}/api/v2/users/{user:url}');
const serviceNow = (isLocked: boolean): string =>
  bearer('PATCH', 'SERVICENOW_TOKEN', `{"locked_out":"${isLocked}"}`, '{domain:url}/api/now/table/sys_user/{user:url}');
const zoom = (action: 'activate' | 'deactivate'): string =>
  bearer('PUT', 'ZOOM_TOKEN', `{"action":"${action}"}`, 'api.zoom.us/v2/users/{user:url}/status');
/** 1 is active, 2 is suspended. */
const oneLogin = (status: 1 | 2): string =>
  bearer('PUT', 'ONELOGIN_TOKEN', `{"status":${status}}`, '{domain:url}/api/2/users/{user:url}');
const auth0 = (isBlocked: boolean): string =>
  bearer('PATCH', 'AUTH0_TOKEN', `{"blocked":${isBlocked}}`, '{domain:url}/api/v2/users/{user:url}');
const egnyte = (isActive: boolean): string =>
  bearer('PATCH', 'EGNYTE_TOKEN', `{"active":${isActive}}`, '{domain:url}/pubapi/v2/users/{user:url}');

/** Apps that end the sessions that they keep themselves, whoever signed the person in. */
const OWN_SESSIONS: readonly (readonly [
  app: string,
  tool: string,
  command: string,
  permission: string,
  source: string,
])[] = [
  [
    'auth0',
    'Auth0 Management API',
    'curl --fail-with-body -X DELETE -H "Authorization: Bearer $AUTH0_TOKEN" "https://{domain:url}/api/v2/users/{user:url}/sessions"',
    'delete:sessions, on an Enterprise plan',
    'https://auth0.com/docs/manage-users/sessions/manage-user-sessions-with-auth0-management-api',
  ],
  [
    'zendesk',
    'Zendesk REST',
    'curl --fail-with-body -X DELETE -H "Authorization: Bearer $ZENDESK_TOKEN" "https://{domain:url}/api/v2/users/{user:url}/sessions"',
    'administrator; the account by its id',
    'https://developer.zendesk.com/api-reference/ticketing/account-configuration/sessions/',
  ],
  [
    'slack',
    'Slack Web API',
    'curl --fail-with-body -X POST -H "Authorization: Bearer $SLACK_TOKEN" https://slack.com/api/admin.users.session.reset --data-urlencode user_id={user}',
    'admin.users:write',
    'https://docs.slack.dev/reference/methods/admin.users.session.reset',
  ],
];

export const ACCOUNT_TEMPLATES: readonly ControlTemplate[] = [
  {
    action: 'suspend',
    apps: ['dropbox'],
    tool: 'Dropbox REST',
    shell: 'sh',
    command: `jq -n --arg mail {user} '{user: {".tag": "email", email: $mail}, wipe_data: false}' | ${DROPBOX}/suspend"`,
    undo: `jq -n --arg mail {user} '{user: {".tag": "email", email: $mail}}' | ${DROPBOX}/unsuspend"`,
    permission: 'members.write',
    source: 'https://www.dropbox.com/developers/documentation/http/teams#team-members-suspend',
  },
  {
    action: 'suspend',
    apps: ['atlassian-cloud'],
    tool: 'Atlassian REST',
    shell: 'sh',
    // The body may hold a message, and has to be there.
    command: `${ATLASSIAN}/disable" ${withJson('{}')}`,
    undo: `${ATLASSIAN}/enable"`,
    permission: 'organisation administrator; a managed account, by its Atlassian id',
    source: 'https://developer.atlassian.com/cloud/admin/user-management/rest/api-group-lifecycle/',
  },
  {
    action: 'suspend',
    apps: ['zendesk'],
    tool: 'Zendesk REST',
    shell: 'sh',
    command: zendesk(true),
    undo: zendesk(false),
    permission: 'administrator; the account by its id',
    source: 'https://developer.zendesk.com/api-reference/ticketing/users/users/#update-user',
  },
  {
    action: 'suspend',
    apps: ['servicenow'],
    tool: 'ServiceNow Table API',
    shell: 'sh',
    command: serviceNow(true),
    undo: serviceNow(false),
    permission: 'user_admin; the account by its sys_id',
    source: 'https://www.servicenow.com/docs/csh?topicname=c_TableAPI.html',
  },
  {
    action: 'suspend',
    apps: ['zoom'],
    tool: 'Zoom REST',
    shell: 'sh',
    command: zoom('deactivate'),
    undo: zoom('activate'),
    permission: 'user:update:status:admin (user:write:admin in apps with classic scopes)',
    source: 'https://developers.zoom.us/docs/api/users/#tag/users/PUT/users/{userId}/status',
  },
  {
    action: 'suspend',
    apps: ['onelogin'],
    tool: 'OneLogin REST',
    shell: 'sh',
    command: oneLogin(2),
    undo: oneLogin(1),
    permission: 'Manage users; the account by its id',
    source: 'https://developers.onelogin.com/api-docs/2/users/update-user',
  },
  {
    action: 'suspend',
    apps: ['auth0'],
    tool: 'Auth0 Management API',
    shell: 'sh',
    command: auth0(true),
    undo: auth0(false),
    permission: 'update:users',
    source: 'https://auth0.com/docs/api/management/v2/users/patch-users-by-id',
  },
  ...OWN_SESSIONS.map(
    ([app, tool, command, permission, source]): ControlTemplate => ({
      action: 'revoke-sessions',
      apps: [app],
      tool,
      shell: 'sh',
      command,
      undo: null,
      noWayBack: 'The person signs in again.',
      permission,
      source,
    }),
  ),
  {
    action: 'suspend',
    apps: ['egnyte'],
    tool: 'Egnyte REST',
    shell: 'sh',
    command: egnyte(false),
    undo: egnyte(true),
    permission: 'Egnyte.user; the account by its id',
    source: 'https://developers.egnyte.com/docs/read/User_Management_API_Documentation',
  },
  {
    action: 'suspend',
    apps: ['amazon-web-services'],
    tool: 'AWS CLI',
    shell: 'sh',
    command: 'aws iam attach-user-policy --user-name {user} --policy-arn arn:aws:iam::aws:policy/AWSDenyAll',
    undo: 'aws iam detach-user-policy --user-name {user} --policy-arn arn:aws:iam::aws:policy/AWSDenyAll',
    permission: 'iam:AttachUserPolicy',
    source: 'https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSDenyAll.html',
  },
  {
    action: 'suspend',
    apps: ['google-cloud'],
    tool: 'GAM, for people',
    shell: 'sh',
    command: 'gam update user {user} suspended on',
    undo: 'gam update user {user} suspended off',
    permission: 'User Management administrator',
    source: GAM_DOCS,
  },
  {
    action: 'suspend',
    apps: ['google-cloud'],
    tool: 'Google Cloud CLI, for service accounts',
    shell: 'sh',
    command: 'gcloud iam service-accounts disable {user}',
    undo: 'gcloud iam service-accounts enable {user}',
    permission: 'iam.serviceAccounts.disable',
    source: 'https://cloud.google.com/sdk/gcloud/reference/iam/service-accounts/disable',
  },
  {
    action: 'open-settings',
    apps: ENTRA_APPS,
    tool: 'Microsoft Graph PowerShell',
    shell: 'powershell',
    command:
      'Start-Process ("https://entra.microsoft.com/#view/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/overview/userId/" + (Get-MgUser -UserId {user}).Id)',
    undo: null,
    noWayBack: 'Nothing is changed.',
    permission: 'User.Read.All',
    source: 'https://learn.microsoft.com/entra/fundamentals/how-to-manage-user-profile-info',
  },
  {
    action: 'open-settings',
    apps: ['salesforce'],
    tool: 'Salesforce CLI',
    shell: 'sh',
    command: 'sf org open --path "/lightning/setup/ManageUsers/page?address=%2F{user:url}%3Fnoredirect%3D1"',
    undo: null,
    noWayBack: 'Nothing is changed.',
    permission: 'View Setup and Configuration',
    source: 'https://developer.salesforce.com/docs/atlas.en-us.sfdx_cli_reference.meta/sfdx_cli_reference/',
  },
];
