/**
 * In: a line of a database's own audit or server log: PostgreSQL's with a prefix that names user and database (pgaudit's too), MariaDB's audit plugin,
 * Oracle's. Out: who, from where, what and with which outcome.
 */
import { FieldSet, type TextFields } from './fields.ts';

const POSTGRES =
  /(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?) ([A-Z]{3,5}|[+-]\d\d)[^@]{0,120}?[ :=]([\w.$-]{1,63})@([\w.$-]{1,63})(.{0,200}?)\b(LOG|ERROR|FATAL|WARNING|NOTICE): +(.{1,4000})/;
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
/** The plugin's row: time, server, user, host, connection, query, operation, database, object, code. */
const MARIA =
  /(?:^|[ ,:])(\d{8} \d\d:\d\d:\d\d),([^,]{1,255}),([^,]{0,128}),([^,]{0,255}),(\d{1,20}),(\d{1,20}),([A-Z_]{4,30}),([^,]{0,128}),('(?:[^'\\]|\\.)*'|[^,]{0,4000}),(\d{1,6})\s*$/;
const ORACLE = /\bACTION ?:\[\d+\] ['"](.{0,2000}?)['"] DATABASE USER:/;
const ORACLE_FIELD = /([A-Z]+(?: [A-Z]+)?) ?:\[\d+\] ['"](.{0,500}?)['"](?= [A-Z]|\s*$)/g;

/** @returns undefined when the line is none of these */
export function databaseRecord(line: string): TextFields | undefined {
  return postgres(line) ?? maria(line) ?? oracle(line);
}

function postgres(line: string): TextFields | undefined {
  const found = /\b(?:LOG|ERROR|FATAL): /.test(line) ? POSTGRES.exec(line) : null;
  if (found === null) return undefined;
  const [, time = '', zone = '', user = '', database = '', before = '', , text = ''] = found;
  const audit = PG_AUDIT.exec(text);
  const told = PG_ACTS.find(([pattern]) => pattern.test(text));
  if (audit === null && told === undefined) return undefined;
  return dbFields({
    time: `${time.replace(' ', 'T')}${/^(?:UTC|GMT)$/.test(zone) ? 'Z' : /^[+-]/.test(zone) ? `${zone}:00` : ''}`,
    act: audit?.[2] ?? told?.[1] ?? '',
    user,
    database,
    ip: /\b(?:\d{1,3}\.){3}\d{1,3}\b/.exec(`${before} ${told === undefined ? '' : text}`)?.[0] ?? '',
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

function dbFields(texts: Readonly<Record<string, string>>): TextFields {
  const out = new FieldSet();
  for (const [name, value] of Object.entries(texts)) out.put(`db_${name}`, value);
  return out.fields;
}
