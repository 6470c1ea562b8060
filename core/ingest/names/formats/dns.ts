/**
 * Names of what clients reached: DNS answers and TLS server names.
 * Zeek dns.log and ssl.log (https://docs.zeek.org/en/master/logs/), TSV or JSON; Suricata EVE dns and tls events
 * (https://docs.suricata.io/en/latest/output/eve/eve-json-format.html); dnsmasq replies.
 */
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

export const zeekNames: NameFormat = {
  id: 'zeek-names',
  title: 'Zeek dns.log and ssl.log',
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
      if (jsonValue(row, 'server_name') !== undefined) {
        return addTls(line, client, jsonText(row, 'id.resp_h', 'id_resp_h'), jsonText(row, 'server_name'), second);
      }
      return null;
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
      return name === '' ? 'skipped' : addTls(line, jsonText(json, 'src_ip'), jsonText(json, 'dest_ip'), name, second);
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
