/** In: the record of a consent or a change of an app. Out: which app, which permissions, for whom. */
import type { Activity } from '../../model/activity.ts';

export interface Grant {
  readonly appId: string | null;
  readonly name: string | null;
  readonly publisher: string | null;
  readonly permissions: readonly string[];
  readonly forEverybody: boolean;
}

const APP_TYPES: ReadonlySet<string> = new Set([
  'app',
  'serviceprincipal',
  'service principal',
  'application',
  'integration',
]);
/** Records are read so far only: the facts stand in the first kilobytes. */
const READ = 200_000;
const MOST_PERMISSIONS = 500;

export function readGrant(
  activity: Pick<Activity, 'objects' | 'target' | 'clientApp' | 'operation'>,
  raw: string,
): Grant {
  const object = activity.objects?.find(({ type }) => APP_TYPES.has(type.toLowerCase()));
  // Quotes inside JSON inside CSV are escaped once or twice: levels of escaping say nothing here.
  const text = raw
    .slice(0, READ)
    .replace(/\\{1,8}"/g, '"')
    .replace(/"{2,}/g, '"');
  const name = object?.name ?? activity.target ?? activity.clientApp ?? null;
  return {
    appId: object?.id ?? idIn(text) ?? directoryId(activity, text) ?? null,
    name: name === null || name === '' ? null : name,
    publisher: /"(?:PublisherName|publisher_?name|developer_?name)"\s?:\s?"([^"]{1,200})"/i.exec(text)?.[1] ?? null,
    permissions: permissionsIn(activity, text),
    forEverybody:
      /IsAdminConsent[^}]{0,80}?True|ConsentType:?[\s":]{0,8}AllPrincipals/i.test(text) ||
      EVERYBODY.has(activity.operation),
  };
}

/** Operations that give access for the whole organisation by themselves. */
const EVERYBODY: ReadonlySet<string> = new Set(['AUTHORIZE_API_CLIENT_ACCESS', 'app_link_team', 'app_approved']);

function idIn(text: string): string | undefined {
  return /"(?:client_id|clientId|appId|ApplicationId|oauth_application_id|app_id)"\s?:\s?"?([\w.:-]{4,200})/i.exec(
    text,
  )?.[1];
}

/** Microsoft's directory names the app's id among what changed, or as what the consent is about. */
function directoryId({ operation }: Pick<Activity, 'operation'>, text: string): string | undefined {
  if (!/consent|service principal/i.test(operation) || !text.includes('AzureActiveDirectory')) return undefined;
  return (SERVICE_PRINCIPAL_NAMES.exec(text) ?? OBJECT_ID.exec(text))?.[1]?.toLowerCase();
}
const SERVICE_PRINCIPAL_NAMES =
  /"Name"\s?:\s?"TargetId\.ServicePrincipalNames"[^{}]{0,300}?"NewValue"\s?:\s?"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/i;
const OBJECT_ID = /"ObjectId"\s?:\s?"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"/i;

/** Where providers put permissions: `Scope: A B` in a text, a changed property, a list or a text of their own. */
const PLACES: readonly RegExp[] = [
  /\bScope:\s{0,4}([^,\]"]{1,8000})/g,
  /"(?:Name|displayName)"\s?:\s?"(?:DelegatedPermissionGrant\.Scope|AppRole\.Value|OAuth2PermissionGrant\.Scope)"[^{}]{0,400}?"newValue"\s?:\s?"([^"]{1,8000})"/gi,
  /"(?:scopes?|oauth_scopes?|new_scopes)"\s?:\s?\[([^\]]{1,8000})\]/g,
  /"(?:scopes?|oauth_scopes?|new_scopes)"\s?:\s?"([^"]{1,8000})"/g,
];

function permissionsIn({ objects }: Pick<Activity, 'objects'>, text: string): readonly string[] {
  const named = objects?.flatMap(({ type, name }) => (type === 'permission' && name !== undefined ? [name] : [])) ?? [];
  if (named.length > 0) return [...new Set(named)];
  const found = new Set<string>();
  for (const place of PLACES) {
    for (const [, list = ''] of text.matchAll(place)) {
      for (const word of list.split(/[\s,"']+/)) {
        if (/^[A-Za-z][\w.:/-]{1,200}$/.test(word) && found.size < MOST_PERMISSIONS) found.add(word);
      }
    }
  }
  return [...found];
}
