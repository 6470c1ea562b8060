/**
 * Stands in for Microsoft Graph in the engine's process, without any socket: one account that can be suspended and let in again, and
 * advanced hunting, which the app has no permission for.
 */
let isEnabled = true;

/** @param {unknown} body @param {number} status */
const answer = (body, status = 200) => new Response(JSON.stringify(body), { status });

/** @type {typeof fetch} */
const fake = async (input, init) => {
  const url = new URL(String(input));
  if (url.hostname === 'login.microsoftonline.com') {
    return answer({ access_token: 'token-for-changes', expires_in: 3600 });
  }
  if (url.hostname !== 'graph.microsoft.com') throw new TypeError(`nobody may ask ${url.hostname}`);
  if (url.pathname.endsWith('/runHuntingQuery')) {
    return answer({ error: { code: 'Forbidden', message: 'Missing application roles' } }, 403);
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
