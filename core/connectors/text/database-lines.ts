/**
 * In: a line of a database's own audit or server log: PostgreSQL's with a prefix that names user and database (pgaudit's too), MariaDB's audit plugin,
 * Oracle's. Out: who, from where, what and with which outcome.
 */
import { FieldSet, type TextFields } from './fields.ts';

const POSTGRES =
  /(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?) ([A-Z]{3,5}|[+-]\d\d)([^@]{0,120}?)[ :=]([\w.$-]{1,63})@([\w.$-]{1,63})(.{0,200}?)\b(LOG|ERROR|FATAL|WARNING|NOTICE): +(.{1,4000})/;
const PG_AUDIT =
  /^AUDIT: (?:SESSION|OBJECT),\d+,\d+,(\w{1,20}),([^,]{0,60}),([^,]{0,60}),("(?:[^"]|"")*"|[^,]{0,300}),/;
const PG_ACTS: readonly (readonly [pattern: RegExp, act: string, outcome: string])[] = [
  [/authentication failed for user/, 'authentication failed', 'failure'],
  [/^connection authorized/, 'connection authorized', 'success'],
  [/^no pg_hba\.conf entry/, 'no pg_hba.conf entry', 'failure'],
  [/^(?:role|database) ".*" does not exist/, 'does not exist', 'failure'],
  [/^permission denied/, 'permission denied', 'failure'],
  [/^disconnection/, 'disconnection', 'success'],
];
/** With `log_statement`: what was asked, by its verb. */
const PG_STATEMENT =
  /^(?:duration: [\d.]{1,20} ms +)?(?:statement|execute [^:]{1,63}): +((?:create|alter|drop) (?:role|user|database|table)\b|[a-z]{3,20}\b)/i;
/** The plugin's row: time, server, user, host, connection, query, operation, database, object, code. */
const MARIA =
  /(?:^|[ ,:])(\d{8} \d\d:\d\d:\d\d),([^,]{1,255}),([^,]{0,128}),([^,]{0,255}),(\d{1,20}),(\d{1,20}),([A-Z_]{4,30}),([^,]{0,128}),('(?:[^'\\]|\\.)*'|[^,]{0,4000}),(\d{1,6})\s*$/;
const ORACLE = /\bACTION ?:\[\d+\] ['"](.{0,2000}?)['"] DATABASE USER:/;
const ORACLE_FIELD = /([A-Z]+(?: [A-Z]+)?) ?:\[\d+\] ['"](.{0,500}?)['"](?= [A-Z]|\s*$)/g;

/** @returns undefined when the line is none of these */
export function databaseRecord(line: string): TextFields | undefined {
  return postgres(line) ?? maria(line) ?? oracle(line) ?? unifiedOracle(line);
}

function postgres(line: string): TextFields | undefined {
  const found = /\b(?:LOG|ERROR|FATAL): /.test(line) ? POSTGRES.exec(line) : null;
  if (found === null) return undefined;
  const [, time = '', zone = '', first = '', user = '', database = '', before = '', , text = ''] = found;
  const audit = PG_AUDIT.exec(text);
  const told = PG_ACTS.find(([pattern]) => pattern.test(text));
  const statement = audit === null && told === undefined ? PG_STATEMENT.exec(text)?.[1] : undefined;
  if (audit === null && told === undefined && statement === undefined) return undefined;
  return dbFields({
    time: `${time.replace(' ', 'T')}${/^(?:UTC|GMT)$/.test(zone) ? 'Z' : /^[+-]/.test(zone) ? `${zone}:00` : ''}`,
    act: audit?.[2] ?? told?.[1] ?? statement?.toUpperCase() ?? '',
    user,
    database,
    ip: /\b(?:\d{1,3}\.){3}\d{1,3}\b/.exec(`${first} ${before} ${told === undefined ? '' : text}`)?.[0] ?? '',
    outcome: told?.[2] ?? 'success',
    object: (audit?.[4] ?? '').replace(/^"|"$/g, ''),
    product: 'postgresql',
  });
}

function maria(line: string): TextFields | undefined {
  const found = MARIA.exec(line);
  if (found === null) return undefined;
  const [, time = '', , user = '', ip = '', session = '', , act = '', database = '', object = '', code = ''] = found;
  const day = `${time.slice(0, 4)}-${time.slice(4, 6)}-${time.slice(6, 8)}`;
  return dbFields({
    time: `${day}T${time.slice(9)}`,
    act,
    user,
    database,
    ip,
    session,
    object: object.replace(/^'|'$/g, ''),
    outcome: code === '0' ? 'success' : 'failure',
    product: 'mysql',
  });
}

function oracle(line: string): TextFields | undefined {
  const found = ORACLE.exec(line);
  if (found === null) return undefined;
  const fields = new Map<string, string>();
  for (const [, name = '', value = ''] of line.slice(found.index).matchAll(ORACLE_FIELD)) fields.set(name, value);
  const own = fields.get('DATABASE USER') ?? '';
  return dbFields({
    act: found[1] ?? '',
    // A slash is whoever the operating system says it is.
    user: own === '' || own === '/' ? (fields.get('CLIENT USER') ?? '') : own,
    ip: fields.get('USERHOST') ?? fields.get('CLIENT ADDRESS') ?? '',
    database: fields.get('DBID') ?? '',
    outcome: fields.get('STATUS') === '0' ? 'success' : 'failure',
    product: 'oracle-database',
  });
}

/** The unified trail in syslog: names and values, and a number for the act. */
const UNIFIED = /\bOracle (?:Unified )?Audit\[\d{1,10}\]: LENGTH: ?'\d{1,6}' (?=TYPE:")/;
const UNIFIED_FIELD = /([A-Z_]{2,30}):"([^"]{0,500})"/g;
/** Oracle's table AUDIT_ACTIONS. */
const ORACLE_ACTS: Readonly<Record<string, string>> = {
  1: 'CREATE TABLE',
  2: 'INSERT',
  3: 'SELECT',
  6: 'UPDATE',
  7: 'DELETE',
  12: 'DROP TABLE',
  17: 'GRANT OBJECT',
  18: 'REVOKE OBJECT',
  42: 'ALTER SESSION',
  43: 'ALTER USER',
  44: 'COMMIT',
  47: 'PL/SQL EXECUTE',
  49: 'ALTER SYSTEM',
  51: 'CREATE USER',
  53: 'DROP USER',
  100: 'LOGON',
  101: 'LOGOFF',
  114: 'GRANT ROLE',
  115: 'REVOKE ROLE',
};

function unifiedOracle(line: string): TextFields | undefined {
  const found = UNIFIED.exec(line);
  if (found === null) return undefined;
  const fields = new Map<string, string>();
  for (const [, name = '', value = ''] of line.slice(found.index, found.index + 8000).matchAll(UNIFIED_FIELD))
    fields.set(name, value);
  const act = fields.get('ACTION') ?? '';
  return dbFields({
    act: ORACLE_ACTS[act] ?? act,
    user: fields.get('DBUSER') ?? fields.get('CURUSER') ?? '',
    database: fields.get('DBID') ?? '',
    session: fields.get('SESID') ?? '',
    object: [fields.get('SCHEMA'), fields.get('OBJNAME')].filter((part) => part !== undefined && part !== '').join('.'),
    outcome: fields.get('RETCODE') === '0' ? 'success' : 'failure',
    product: 'oracle-database',
  });
}

function dbFields(texts: Readonly<Record<string, string>>): TextFields {
  const out = new FieldSet();
  for (const [name, value] of Object.entries(texts)) out.put(`db_${name}`, value);
  return out.fields;
}
