/**
 * Stands in for Microsoft Graph in the engine's process, without any socket: one account that can be suspended and let in again, and
 * advanced hunting, which answers each tenant as the last three digits of its id say.
 */
let isEnabled = true;
let tenant = '';

/** @param {unknown} body @param {number} status @param {Record<string, string>} headers */
const answer = (body, status = 200, headers = {}) => new Response(JSON.stringify(body), { status, headers });

/** @type {Record<string, () => Response>} */
const HUNTING = {
  403: () => answer({ error: { code: 'Forbidden', message: 'Missing application roles' } }, 403),
  429: () => answer({ error: { code: '429', message: 'API calls quota exceeded!' } }, 429, { 'retry-after': '3600' }),
};

/** Of the hour that a query begins with: a device that was at one host. @param {string} query */
function hunted(query) {
  const [, hour = ''] = /datetime\(([^)]+)\)/.exec(query) ?? [];
  const row = { Timestamp: hour, DeviceName: 'pc-7', RemoteUrl: 'www.dropbox.com', RemoteIP: '203.0.113.7' };
  return answer({ results: [{ ...row, LocalIP: '192.0.2.7', ActionType: 'ConnectionSuccess', count_: 4 }] });
}

/** @type {typeof fetch} */
const fake = async (input, init) => {
  const url = new URL(String(input));
  if (url.hostname === 'login.microsoftonline.com') {
    tenant = url.pathname.split('/')[1] ?? '';
    return answer({ access_token: 'token-for-changes', expires_in: 3600 });
  }
  if (url.hostname !== 'graph.microsoft.com') throw new TypeError(`nobody may ask ${url.hostname}`);
  if (url.pathname.endsWith('/runHuntingQuery')) {
    const { Query } = JSON.parse(String(init?.body));
    return HUNTING[tenant.slice(-3)]?.() ?? hunted(Query);
  }
  if (init?.method === 'PATCH') {
    isEnabled = JSON.parse(String(init.body)).accountEnabled === true;
    return new Response(null, { status: 204 });
  }
  return answer({
    id: '00000000-0000-4000-8000-00000000b0b0',
    userPrincipalName: 'bob@corp.example',
    accountEnabled: isEnabled,
  });
};
globalThis.fetch = fake;
