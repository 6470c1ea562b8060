/**
 * Names of what clients reached: DNS answers, TLS server names and the certificates that servers showed.
 * Zeek dns.log, ssl.log and x509.log (https://docs.zeek.org/en/master/logs/), TSV or JSON; Suricata EVE dns and tls events
 * (https://docs.suricata.io/en/latest/output/eve/eve-json-format.html); dnsmasq replies.
 */
import { type CertifiedSession, certificateName } from '../certificates.ts';
import {
  addName,
  isObject,
  jsonText,
  jsonValue,
  type NameFormat,
  type NameLine,
  type NameVerdict,
  plainIp,
  secondOf,
} from '../name-line.ts';
import { DNS_DEFAULT_TTL, DNS_SLACK, EARLY, TLS_VALID } from '../record.ts';
import { zeekRows } from './zeek-rows.ts';

/** Every address among the answers stands for the name that was asked for, whatever aliases led there. */
function addAnswers(
  line: NameLine,
  query: string,
  client: string,
  second: number,
  answers: readonly { readonly address: string; readonly ttl: number }[],
): NameVerdict {
  if (Number.isNaN(second)) return 'rejected';
  const lowest = answers.reduce(
    (least, { ttl }) => (ttl >= 0 ? Math.min(least, ttl) : least),
    Number.POSITIVE_INFINITY,
  );
  const ttl = Number.isFinite(lowest) ? lowest : DNS_DEFAULT_TTL;
  let added = false;
  for (const { address } of answers) {
    if (plainIp(address) === '') continue;
    added =
      addName(line, 'host', 'dns', { address, value: query, client }, second - EARLY, second + ttl + DNS_SLACK) ||
      added;
  }
  return added ? 'parsed' : 'skipped';
}

function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'string' && value !== '-' && value !== '(empty)' ? value.split(',') : [];
}

function addTls(line: NameLine, client: string, address: string, name: string, second: number): NameVerdict {
  if (Number.isNaN(second)) return 'rejected';
  const added = addName(line, 'host', 'tls', { address, value: name, client }, second - EARLY, second + TLS_VALID);
  return added ? 'parsed' : 'skipped';
}

function addCertified(line: NameLine, name: string, session: CertifiedSession): boolean {
  const { client, address, second } = session;
  if (name === '' || Number.isNaN(second)) return false;
  return addName(line, 'host', 'certificate', { address, value: name, client }, second - EARLY, second + TLS_VALID);
}

/** A session without a server name: its certificate says, in the line itself or in x509.log, before or behind it. */
function addZeekSession(
  line: NameLine,
  row: Readonly<Record<string, unknown>>,
  session: CertifiedSession,
): NameVerdict {
  let name = certificateName(jsonText(row, 'subject'), []);
  const [leaf] = listOf(jsonValue(row, 'cert_chain_fps', 'cert_chain_fuids'));
  if (name === '' && leaf !== undefined) name = line.certificates.nameOf(String(leaf), session);
  return addCertified(line, name, session) ? 'parsed' : 'skipped';
}

function addZeekCertificate(line: NameLine, row: Readonly<Record<string, unknown>>): NameVerdict {
  const others = listOf(jsonValue(row, 'san.dns', 'san_dns')).map(String);
  const name = certificateName(jsonText(row, 'certificate.subject', 'certificate_subject'), others);
  let added = false;
  for (const id of [jsonText(row, 'fingerprint'), jsonText(row, 'id')]) {
    for (const session of line.certificates.add(id, name)) added = addCertified(line, name, session) || added;
  }
  return added ? 'parsed' : 'skipped';
}

export const zeekNames: NameFormat = {
  id: 'zeek-names',
  title: 'Zeek dns.log, ssl.log and x509.log',
  createParser: () => {
    const rows = zeekRows();
    return (line) => {
      const row = rows(line);
      if (row === null || typeof row === 'string') return row;
      const second = secondOf(jsonValue(row, 'ts', '@timestamp'), line.times);
      const client = jsonText(row, 'id.orig_h', 'id_orig_h');
      if (jsonValue(row, 'query') !== undefined && (jsonValue(row, 'answers') !== undefined || 'rcode' in row)) {
        const ttls = listOf(jsonValue(row, 'TTLs', 'ttls')).map(Number);
        const answers = listOf(jsonValue(row, 'answers')).map((answer, at) => ({
          address: String(answer),
          ttl: ttls[at] ?? -1,
        }));
        return addAnswers(line, jsonText(row, 'query'), client, second, answers);
      }
      const address = jsonText(row, 'id.resp_h', 'id_resp_h');
      const serverName = jsonText(row, 'server_name');
      // A server asked for by its address has no name in the request.
      if (serverName !== '' && plainIp(serverName) === '') return addTls(line, client, address, serverName, second);
      if (jsonValue(row, 'certificate.subject', 'certificate_subject') !== undefined)
        return addZeekCertificate(line, row);
      const isSession = jsonValue(row, 'server_name', 'cert_chain_fps', 'cert_chain_fuids', 'cipher') !== undefined;
      return isSession ? addZeekSession(line, row, { client, address, second }) : null;
    };
  },
};

export const suricataNames: NameFormat = {
  id: 'suricata-names',
  title: 'Suricata dns and tls events',
  createParser: () => (line) => {
    const { json } = line;
    if (json === null || typeof json.event_type !== 'string' || !('flow_id' in json || 'src_ip' in json)) return null;
    const second = secondOf(json.timestamp, line.times);
    if (json.event_type === 'tls') {
      const name = jsonText(json, 'tls.sni');
      const [client, address] = [jsonText(json, 'src_ip'), jsonText(json, 'dest_ip')];
      if (name !== '') return addTls(line, client, address, name, second);
      const others = listOf(jsonValue(json, 'tls.subjectaltname')).map(String);
      const certified = certificateName(jsonText(json, 'tls.subject'), others);
      return addCertified(line, certified, { client, address, second }) ? 'parsed' : 'skipped';
    }
    const { dns } = json;
    if (json.event_type !== 'dns' || !isObject(dns)) return 'skipped';
    if (dns.type !== 'answer' && dns.type !== 'response') return 'skipped';
    const query = jsonText(dns, 'rrname', 'queries.0.rrname') || firstQuery(dns);
    // An answer comes from the server; older versions keep the direction of the question.
    const client = Number(json.src_port) === 53 ? jsonText(json, 'dest_ip') : jsonText(json, 'src_ip');
    const answers = listOf(dns.answers)
      .filter(isObject)
      .map((answer) => ({ address: jsonText(answer, 'rdata'), ttl: Number(answer.ttl ?? -1) }));
    if (answers.length === 0 && typeof dns.rdata === 'string') {
      answers.push({ address: dns.rdata, ttl: Number(dns.ttl ?? -1) });
    }
    if (answers.length === 0 && isObject(dns.grouped)) {
      for (const address of [...listOf(dns.grouped.A), ...listOf(dns.grouped.AAAA)]) {
        answers.push({ address: String(address), ttl: -1 });
      }
    }
    return addAnswers(line, query, client, second, answers);
  },
};

function firstQuery(dns: Readonly<Record<string, unknown>>): string {
  const [first] = listOf(dns.queries).filter(isObject);
  return first === undefined ? '' : jsonText(first, 'rrname');
}

/** With `log-queries=extra` a reply carries the client in front: `12 10.0.0.5/53411 reply www.example.com is 192.0.2.7`. */
const DNSMASQ = /^(?:dnsmasq\[\d+\]: )?(?:\d+ ([0-9a-fA-F.:]+)\/\d+ )?(reply|cached) (\S+) is (\S+)$/;
const DNSMASQ_OTHER =
  /^(?:dnsmasq\[\d+\]: )?(?:\d+ [0-9a-fA-F.:]+\/\d+ )?(?:query\[|forwarded |config |validation |reply |cached )/;

export const dnsmasqNames: NameFormat = {
  id: 'dnsmasq-names',
  title: 'dnsmasq and Pi-hole replies',
  createParser: () => (line) => {
    const reply = DNSMASQ.exec(line.text);
    if (reply === null) return DNSMASQ_OTHER.test(line.text) ? 'skipped' : null;
    const [, client = '', , query = '', address = ''] = reply;
    return addAnswers(line, query, client, line.headerSecond, [{ address, ttl: -1 }]);
  },
};
