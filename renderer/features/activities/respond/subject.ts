/** What is responded to, and which of the values that commands need are known of it. Pure. */
import {
  type ControlKind,
  type ControlValue,
  MICROSOFT_FILE_APPS,
  USER_BY_ID,
} from '../../../../core/model/control.ts';
import { valuesOfAddress, whereIdsAre } from './microsoft-file.ts';

/** One thing that commands act on: an account in one app, a file, an OAuth app. */
export interface RespondSubject {
  /** Tells it from the others of the same panel. */
  readonly id: string;
  readonly label: string;
  /** Catalog id of the app whose commands are asked for. */
  readonly app: string;
  readonly kinds: readonly ControlKind[];
  readonly values: Readonly<Partial<Record<ControlValue, string>>>;
  /** Where a value is to be found that no record has. */
  readonly where?: Readonly<Partial<Record<ControlValue, string>>>;
}

/** Apps whose ids of files in logs are those that commands want; Microsoft's logs have addresses instead of drive items. */
const FILE_BY_ID: ReadonlySet<string> = new Set(['google-workspace', 'google-drive', 'box']);

const MICROSOFT_FILES: ReadonlySet<string> = new Set(MICROSOFT_FILE_APPS);

const ID_ASKED = 'No record says the id of the account, and this app knows nobody by mail or name';

interface Account {
  readonly id: string;
  readonly app: string;
  readonly appName: string;
  readonly instance: string | null;
  readonly name: string;
  readonly userIds: readonly string[];
}

/** Somebody whose name is an address gets mail there, and signs in with it where one directory signs in to every app. */
function addressValues(name: string): Partial<Record<ControlValue, string>> {
  return name.includes('@') ? { signIn: name, mail: name } : {};
}

/** Where an account lives, as the commands of its app want it. */
function placeValues(app: string, instance: string | null): Partial<Record<ControlValue, string>> {
  if (instance === null) return {};
  if (app === 'okta' && /^[\w-]+(?:\.[\w-]+)+$/.test(instance)) return { domain: instance };
  if (app === 'github') return { org: instance };
  return {};
}

/** Each account of a person, those of an identity provider first: what is done there reaches furthest. */
export function accountSubjects(accounts: readonly Account[]): RespondSubject[] {
  const subjects = accounts.map(({ id, app, appName, instance, name, userIds }): RespondSubject => {
    const isTwice = accounts.some((one) => one.app === app && one.name === name && one.instance !== instance);
    const user = USER_BY_ID.has(app) ? userIds[0] : name;
    return {
      id: `${id} ${instance ?? ''}`,
      label: instance === null || !isTwice ? `${appName}: ${name}` : `${appName}: ${name} (${instance})`,
      app,
      kinds: ['account', 'mailbox', 'key'],
      where: USER_BY_ID.has(app) ? { user: ID_ASKED } : {},
      values: { ...(user === undefined ? {} : { user }), ...addressValues(name), ...placeValues(app, instance) },
    };
  });
  const rank = ({ app }: RespondSubject): number => (IDENTITY.has(app) ? 0 : 1);
  return subjects.sort((a, b) => rank(a) - rank(b));
}

const IDENTITY: ReadonlySet<string> = new Set(['microsoft-entra-id', 'google-workspace', 'okta']);

/** @param fileId the provider's id, as the file's own activity has it */
export function fileSubject(file: {
  readonly app: string;
  readonly name: string;
  readonly owner: string | null;
  readonly fileId: string | null;
  /** The provider's ids, where a listing has them. */
  readonly listedAs: { readonly id: string; readonly drive: string | null } | null;
  readonly collaborators: readonly string[];
}): RespondSubject {
  const { app, name, owner, fileId, listedAs, collaborators } = file;
  const [only] = collaborators;
  const isMicrosoft = MICROSOFT_FILES.has(app);
  return {
    id: name,
    label: name,
    app,
    kinds: ['file'],
    where: isMicrosoft ? whereIdsAre(fileId, listedAs) : {},
    values: {
      ...(isMicrosoft ? valuesOfAddress(fileId) : {}),
      ...(fileId !== null && FILE_BY_ID.has(app) ? { file: fileId } : {}),
      ...(listedAs === null ? {} : { file: listedAs.id }),
      ...(listedAs?.drive == null ? {} : { drive: listedAs.drive }),
      ...(owner?.includes('@') === true ? { user: owner, mail: owner } : {}),
      ...(collaborators.length === 1 && only?.includes('@') === true ? { collaborator: only } : {}),
    },
  };
}

/** An OAuth app; a single user that consented is whom a consent is taken back for. */
export function oauthSubject(oauth: {
  readonly app: string;
  readonly name: string;
  readonly appId: string | null;
  readonly users: readonly string[];
}): RespondSubject {
  const { app, name, appId, users } = oauth;
  const [only] = users;
  return {
    id: name,
    label: name,
    app,
    kinds: ['oauth'],
    values: {
      ...(appId === null ? {} : { app: appId }),
      ...(users.length === 1 && only !== undefined ? { user: only } : {}),
      ...(users.length === 1 && only?.includes('@') === true ? { mail: only } : {}),
    },
  };
}

/** The provider's id of the object of a name, among those of an activity; null where it gives none. */
export function objectIdOf(objects: unknown, name: string): string | null {
  if (!Array.isArray(objects)) return null;
  const found = (objects as readonly { readonly name?: unknown; readonly id?: unknown }[]).find(
    (one) => one.name === name,
  );
  return typeof found?.id === 'string' ? found.id : null;
}
