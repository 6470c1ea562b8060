/** Commands on apps' access to Salesforce, Slack, GitHub and Auth0. */
import type { ControlTemplate } from './control-template.ts';

const SALESFORCE = 'https://developer.salesforce.com/docs/atlas.en-us';
const SLACK = 'curl --fail-with-body -X POST -H "Authorization: Bearer $SLACK_TOKEN" --data-urlencode app_id={app}';
const SLACK_DOCS = 'https://docs.slack.dev/reference/methods';

export const CONSENT_TEMPLATES: readonly ControlTemplate[] = [
  {
    action: 'revoke-consent',
    apps: ['salesforce'],
    tool: 'Salesforce OAuth REST',
    shell: 'sh',
    command:
      'curl --fail-with-body -X POST --data-urlencode token={grant} "https://{domain:url}/services/oauth2/revoke"',
    undo: null,
    noWayBack:
      'The person allows the app again. The id of the grant is the DeleteToken of the records of OauthToken with the app’s name (AppName) and the person’s id (UserId).',
    permission: 'none beyond the DeleteToken; Customize Application to query those of everybody',
    source: `${SALESFORCE}.api.meta/api/sforce_api_objects_oauthtoken.htm`,
  },
  {
    action: 'revoke-consent',
    apps: ['slack'],
    tool: 'Slack Web API',
    shell: 'sh',
    command: `${SLACK} --data-urlencode enterprise_id={org} "https://slack.com/api/admin.apps.uninstall"`,
    undo: null,
    noWayBack: 'Slack uninstalls it from the whole organisation and revokes everybody’s tokens: install it again.',
    permission: 'admin.apps:write',
    source: `${SLACK_DOCS}/admin.apps.uninstall`,
  },
  {
    action: 'disable-app',
    apps: ['slack'],
    tool: 'Slack Web API',
    shell: 'sh',
    command:
      `${SLACK} --data-urlencode enterprise_id={org} "https://slack.com/api/admin.apps.restrict" && ` +
      `${SLACK} --data-urlencode enterprise_id={org} "https://slack.com/api/admin.apps.uninstall"`,
    // What was uninstalled is installed again by whoever needs it.
    undo: `${SLACK} --data-urlencode enterprise_id={org} "https://slack.com/api/admin.apps.clearResolution"`,
    permission: 'admin.apps:write',
    source: `${SLACK_DOCS}/admin.apps.restrict`,
  },
  {
    action: 'revoke-consent',
    apps: ['github'],
    tool: 'GitHub CLI',
    shell: 'sh',
    command: 'gh api --method DELETE "/orgs/{org:url}/credential-authorizations/{grant:url}"',
    undo: null,
    noWayBack:
      'The person makes a new token or key and authorises it for the organisation. Only organisations with SAML single sign-on list these.',
    permission: 'admin:org',
    source:
      'https://docs.github.com/enterprise-cloud@latest/rest/orgs/orgs#remove-a-saml-sso-authorization-for-an-organization',
  },
  {
    action: 'revoke-consent',
    apps: ['auth0'],
    tool: 'Auth0 Management API',
    shell: 'sh',
    command:
      'curl --fail-with-body -X DELETE -H "Authorization: Bearer $AUTH0_TOKEN" "https://{domain:url}/api/v2/grants/{grant:url}"',
    undo: null,
    noWayBack: 'The person consents again.',
    permission: 'delete:grants',
    source: 'https://auth0.com/docs/api/management/v2/grants/delete-grants-by-id',
  },
];
