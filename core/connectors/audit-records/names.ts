/** Names that fields of audit records have, best first: in JSON of many services, and as columns of exports, German and French ones too. */

/** `createdAt` is written `created_at`, `CreatedAt` and `Created at` as well. */
function spellings(...names: readonly string[]): readonly string[] {
  const all = names.flatMap((name) => {
    const words = name.split(' ');
    const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
    const [first = '', ...rest] = words;
    return [
      [first, ...rest.map(capital)].join(''),
      words.join('_'),
      words.map(capital).join(''),
      words.map(capital).join(' '),
      [capital(first), ...rest].join(' '),
    ];
  });
  return [...new Set(all)];
}

/** Each of the names below each of the objects. */
function within(places: readonly string[], ...names: readonly string[]): readonly string[] {
  return places.flatMap((place) => spellings(...names).map((name) => `${place}.${name}`));
}

const ACTOR = [
  ...['actor', 'actor.user', 'user', 'initiator', 'performedBy', 'performed_by', 'author', 'admin', 'principal'],
  ...['data.actor', 'actor_metadata', 'actor.metadata', 'actor.person', 'actor.details', 'actor_details', 'actor.data'],
];

export const TIMES: readonly string[] = [
  '@timestamp',
  'requestReceivedTimestamp',
  'event.created',
  ...spellings('event time', 'event timestamp', 'event date', 'timestamp', 'occurred at', 'performed at', 'created at'),
  ...spellings(
    'date time',
    'datetime',
    'time',
    'created',
    'creation time',
    'created date',
    'date',
    'log time',
    'when',
    'ts',
  ),
  ...[
    'Date/Time',
    'Date (UTC)',
    'Time (UTC)',
    'Timestamp (UTC)',
    'Zeitstempel',
    'Datum',
    'Datum/Uhrzeit',
    'Zeitpunkt',
    'Horodatage',
    'Date et heure',
  ],
];

export const OPERATIONS: readonly string[] = [
  ...spellings('event action', 'action name', 'action', 'operation name', 'operation', 'event name', 'event type'),
  ...['event.action', 'event.name', 'event.type', 'action.name', 'action.type', 'action.value', 'operation.name'],
  // Code42's: `audit_log::search_issued/1`.
  'type$',
  ...spellings('audit event', 'activity name', 'activity type', 'activity', 'event', 'method name', 'verb', 'type'),
  ...[
    'Aktion',
    'Aktivität',
    'Ereignis',
    'Vorgang',
    'Ereignistyp',
    'Opération',
    'Activité',
    'Événement',
    'Type d’événement',
  ],
];

export const ACTORS: readonly string[] = [
  ...within(ACTOR, 'email', 'email address', 'user principal name', 'username', 'user name', 'login'),
  ...spellings(
    'actor email',
    'user email',
    'user principal name',
    'performed by email',
    'admin email',
    'initiator email',
  ),
  ...within(ACTOR, 'name', 'display name'),
  ...spellings(
    'username',
    'user name',
    'actor user name',
    'actor username',
    'actor name',
    'actor',
    'user',
    'performed by',
    'initiated by',
    'changed by',
    'created by',
  ),
  ...spellings('modified by', 'admin', 'administrator', 'principal', 'account name', 'technician'),
  ...['server_principal_name', 'session_server_principal_name', 'uname'],
  ...['Benutzer', 'Benutzername', 'Akteur', 'Utilisateur', 'Nom d’utilisateur', 'Acteur'],
  ...within(ACTOR, 'id'),
  // Whose address it is, is not said: of whom it was done to, where somebody else is named.
  ...spellings('email', 'email address', 'login'),
  ...['E-Mail', 'E-Mail-Adresse', 'Adresse e-mail'],
  ...within(['details'], 'username', 'user name', 'user'),
];

/** What people are called: no proof of an act, as flows have devices by such names too. */
export const ACTORS_CALLED: readonly string[] = spellings(
  'actor display name',
  'user display name',
  'performed by name',
  'initiator name',
);

/** Numbers of people, where nothing names them. */
export const ACTOR_IDS: readonly string[] = spellings('actor id', 'user id', 'uid');

export const ADDRESSES: readonly string[] = [
  ...spellings(
    'ip',
    'ip address',
    'client ip',
    'client ip address',
    'source ip',
    'source ip address',
    'src ip',
    'remote ip',
  ),
  'sourceIPs.0',
  ...spellings('remote address', 'remote addr', 'request ip', 'actor ip', 'user ip'),
  ...[
    'IP',
    'IP address',
    'IP Address',
    'IPAddress',
    'clientIP',
    'ClientIP',
    'sourceIP',
    'sourceIPAddress',
    'IP-Adresse',
    'Adresse IP',
  ],
  ...within(
    [
      'actor',
      'user',
      'client',
      'source',
      'context',
      'context.client',
      'origin',
      'request',
      'network.client',
      'location',
      'metadata',
      'details',
      'data',
    ],
    'ip',
    'ip address',
  ),
];

export const AGENTS: readonly string[] = [
  ...spellings('user agent', 'request user agent', 'client user agent'),
  ...['useragent', 'http.useragent', 'http.user_agent', 'ua', 'Benutzer-Agent', 'Agent utilisateur'],
  ...within(['client', 'context', 'request', 'actor', 'origin', 'metadata', 'details'], 'user agent'),
];

export const OUTCOMES: readonly string[] = [
  ...['outcome', 'outcome.result', 'event.outcome', 'result.status', 'result', 'Result', 'Outcome'],
  ...spellings('event outcome', 'success', 'succeeded', 'is success', 'action result', 'status'),
  ...['Ergebnis', 'Status', 'Résultat', 'Statut'],
];

export const IDS: readonly string[] = spellings('event id', 'audit id', 'log id', 'record id', 'uuid', 'id');

export const TARGETS: readonly string[] = [
  ...within(['target', 'targets.0', 'target.0', 'targetUser', 'target_user'], 'email', 'name', 'display name'),
  ...spellings('target email', 'target user', 'target name', 'target', 'affected user', 'object name', 'resource name'),
  ...['object.name', 'resource.name', 'entity.name', 'Ziel', 'Cible'],
];

export const REASONS: readonly string[] = [
  ...spellings('failure reason', 'error message', 'reason', 'error'),
  ...['error.message', 'outcome.reason'],
];

export const SESSIONS: readonly string[] = [
  ...spellings('session id'),
  'session.id',
  'context.sessionId',
  'actor.sessionId',
  'session',
];

export const CORRELATIONS: readonly string[] = [
  ...spellings('correlation id', 'request id', 'transaction id', 'trace id'),
  ...['request.id', 'transaction.id', 'trace.id', 'context.requestId', 'metadata.requestId', 'metadata.request_id'],
];
