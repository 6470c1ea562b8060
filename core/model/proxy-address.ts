/** The proxy that connections to providers go through: how its address and the hosts that need none are written. */

export type ReadProxy = { readonly address: string } | { readonly problem: string };

const MOST_HOSTS = 200;
/** A name, `.name` or `*.name` for all below it, an address, a range of addresses; each with a port or not. Or `*`: every host. */
const HOST = /^(?:\*|(?:\*?\.)?[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?(?::\d{1,5})?|[0-9.]+-[0-9.]+|\[?[0-9a-f:.]+\]?)$/i;

const SCHEME = /^([a-z][a-z0-9+.-]*):\/\//i;
const AUTHORITY = /^(?:\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)(?::(\d{1,5}))?\/?$/i;

/** `proxy.example.com:8080` and `http://proxy.example.com:8080/` become `http://proxy.example.com:8080`. */
export function readProxyAddress(text: string): ReadProxy {
  const trimmed = text.trim().toLowerCase();
  const scheme = SCHEME.exec(trimmed)?.[1] ?? 'http';
  const rest = trimmed.replace(SCHEME, '');
  if (scheme !== 'http' && scheme !== 'https')
    return { problem: `A proxy is spoken to by HTTP or HTTPS here, not by ${scheme.slice(0, 20)}.` };
  if (rest.includes('@'))
    return {
      problem: 'The user and the password of the proxy have fields of their own: leave them out of its address.',
    };
  if (/[^/]\/+[^/]/.test(rest))
    return {
      problem: 'A proxy is a host and a port, with nothing behind them. A script that chooses one (PAC) is not read.',
    };
  const found = AUTHORITY.exec(rest);
  if (found === null || Number(found[1] ?? 1) < 1 || Number(found[1] ?? 1) > 65_535)
    return { problem: 'Give the proxy as http://proxy.example.com:8080.' };
  return { address: `${scheme}://${rest.replace(/\/$/, '')}` };
}

/** Hosts that are asked directly, with commas or blanks between, as NO_PROXY has them. @returns what is wrong with them; null: nothing */
export function bypassProblem(text: string): string | null {
  const hosts = splitBypass(text);
  if (hosts.length > MOST_HOSTS) return `At most ${MOST_HOSTS} hosts.`;
  const wrong = hosts.find((host) => !HOST.test(host));
  return wrong === undefined
    ? null
    : `"${wrong.slice(0, 80)}" is no host: write names (files.example.com, .example.com) or addresses, with commas between.`;
}

export function splitBypass(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((host) => host !== '');
}
