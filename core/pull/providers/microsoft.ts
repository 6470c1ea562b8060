/** What the providers of Microsoft share: an app registration that signs in with a client secret. */
import type { Auth, AuthTools } from '../auth/auth.ts';
import { oauth } from '../auth/oauth.ts';
import type { Explained, Provider, Setting, Values } from '../provider.ts';
import { fieldOf, listOf, type Reply } from '../reply.ts';
import { secret, uuid } from './shared.ts';

export const LOGIN = 'https://login.microsoftonline.com';
export const GRAPH = 'https://graph.microsoft.com';

export const APP_SETTINGS: readonly Setting[] = [
  uuid('tenant', 'Tenant id', '00000000-0000-0000-0000-000000000000'),
  uuid('clientId', 'Application (client) id', '00000000-0000-0000-0000-000000000000'),
  secret('clientSecret', 'Client secret', 'The value, not the id'),
];

export function appToken(
  { tenant, clientId = '', clientSecret = '' }: Values,
  resource: string,
  tools: AuthTools,
): Auth {
  return oauth(
    {
      url: `${LOGIN}/${tenant}/oauth2/v2.0/token`,
      form: () => ({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        scope: `${resource}/.default`,
      }),
    },
    tools,
  );
}

/** The app's own registration names its secrets by their first letters; to be read it needs Application.Read.All. */
export const appSecretExpiry: NonNullable<Provider['secretExpiry']> = {
  ask: ({ clientId }) => ({ url: `${GRAPH}/v1.0/applications(appId='${clientId}')?$select=passwordCredentials` }),
  read: (reply, { clientSecret = '' }) => {
    const ends = listOf(reply.at('passwordCredentials'))
      .filter((one) => fieldOf(one, 'hint') !== '' && clientSecret.startsWith(fieldOf(one, 'hint')))
      .map((one) => Date.parse(fieldOf(one, 'endDateTime')));
    // Two that begin alike cannot be told apart: neither is claimed.
    const [only] = ends;
    return ends.length === 1 && only !== undefined && Number.isFinite(only) ? only : null;
  },
};

/** Graph: `{ error: { code, message } }`; the Management API the same. */
export function explainMicrosoft(reply: Reply): Explained | null {
  if (reply.status < 400) return null;
  const code = reply.word('error', 'code');
  const said = reply.word('error', 'message');
  const shown = [code, said].filter((word) => word !== '').join(': ');
  const known = KNOWN.find(([pattern]) => pattern.test(`${code} ${said}`));
  if (known) return { kind: known[1], message: `${known[2]} (${shown}).` };
  // Its own faults come as `UnknownError` without a word.
  if (said === '' && (code === '' || reply.status >= 500)) return null;
  return reply.status >= 500
    ? { kind: 'error', message: `Microsoft has a fault (status ${reply.status}), and is asked again later: ${shown}` }
    : { kind: 'attention', message: `Microsoft refused it: ${shown}` };
}

const KNOWN: readonly (readonly [RegExp, Explained['kind'], string])[] = [
  [/AF20012/, 'attention', 'The tenant has no licences for this: AF20012. Assign one in Microsoft 365'],
  [/AF20023/, 'attention', 'The audit log is disabled: AF20023. Turn auditing on in Microsoft Purview'],
  [/AADSTS70008/, 'attention', 'The token has expired: AADSTS70008. Connect again'],
  [
    /AF10001|Authorization_RequestDenied|Authentication_MSGraphPermissionMissing|AccessDenied/,
    'attention',
    'The app lacks a permission. Grant it, with admin consent, in Entra',
  ],
  [/RequestFromNonPremiumTenant|not have.*premium license/i, 'attention', 'Sign-in logs need Entra ID P1 or P2'],
  [
    /skiptoken|AF20031|nextpage.*(?:expired|invalid)|InvalidPageToken/i,
    'position',
    'Microsoft no longer knows this page',
  ],
];
