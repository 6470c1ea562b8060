/**
 * What an address of a file in SharePoint or OneDrive says of it. Microsoft's audit records have it in place of the ids that commands
 * want, and the Graph gives those for it. Pure.
 */
import { percentDecoded } from '../../../../core/kit/percent.ts';
import type { ControlValue } from '../../../../core/model/control.ts';

const GRAPH = 'https://graph.microsoft.com/v1.0';
const SITE = /^\/(?:sites|teams|personal)\/[^/]+/;

type Texts = Readonly<Partial<Record<ControlValue, string>>>;

function readAddress(text: string | null): URL | null {
  const url = text === null || !text.startsWith('https://') ? null : URL.parse(text);
  return url === null || url.pathname === '/' ? null : url;
}

/** The site and the path within the server, where the address tells them. */
export function valuesOfAddress(address: string | null): Texts {
  const url = readAddress(address);
  if (url === null) return {};
  const [site] = SITE.exec(url.pathname) ?? [];
  return { path: percentDecoded(url.pathname), ...(site === undefined ? {} : { site: `${url.origin}${site}` }) };
}

/** Where the ids are to be found that no record has: one question to the Graph for each. */
export function whereIdsAre(
  address: string | null,
  listed: { readonly id: string; readonly drive: string | null } | null,
): Texts {
  const url = readAddress(address);
  const drive = listed?.drive ?? null;
  const item =
    listed !== null && drive !== null
      ? `${GRAPH}/drives/${encodeURIComponent(drive)}/items/${encodeURIComponent(listed.id)}`
      : url === null
        ? null
        : `${GRAPH}/shares/u!${base64Url(url.href)}/driveItem`;
  if (item === null) return {};
  return {
    file: `“id” in the answer to GET ${item}`,
    drive: `“driveId” under “parentReference” in the answer to GET ${item}`,
    permission: `“id” of the link (its scope is “anonymous”) or of the person in the answer to GET ${item}/permissions`,
  };
}

function base64Url(text: string): string {
  const bytes = String.fromCharCode(...new TextEncoder().encode(text));
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
