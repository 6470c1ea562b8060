/** Envelopes around a provider's records: each is taken off, in any order, and nothing that only looks like one is. */
import { describe, expect, test } from 'vitest';
import { ActivityReader } from './activity-reader.ts';
import { CONNECTORS } from './index.ts';
import { recordsOf } from './unwrap.ts';

const LOGIN = {
  uuid: 'd0c5ce1e-0001-11ef-8f2a-0242ac120002',
  published: '2024-05-01T10:00:00.000Z',
  eventType: 'user.session.start',
  actor: { id: '00u1', type: 'User', alternateId: 'alice@example.com' },
  client: { ipAddress: '192.0.2.7' },
  outcome: { result: 'SUCCESS' },
};
const TEXT = JSON.stringify(LOGIN);
const BASE64 = Buffer.from(TEXT, 'utf8').toString('base64');
const TIME = '2024-05-01T10:00:01Z';

type Wrap = (record: object) => object;
const text = (record: object): string => JSON.stringify(record);
const base64 = (record: object): string => Buffer.from(text(record), 'utf8').toString('base64');

const WRAPS: Readonly<Record<string, Wrap>> = {
  'CloudEvents, an object': (data) => ({ specversion: '1.0', id: '1', type: 'log', source: '/idp', time: TIME, data }),
  'CloudEvents, a text': (data) => ({ specversion: '1.0', id: '1', type: 'log', source: '/idp', data: text(data) }),
  'CloudEvents, base64': (data) => ({ specversion: '1.0', id: '1', type: 'l', source: '/', data_base64: base64(data) }),
  'an event hook of CloudEvents 0.1': (event) => ({
    eventType: 'com.example.event_hook',
    cloudEventsVersion: '0.1',
    source: 'https://idp.example.com/hooks/1',
    data: { events: [event] },
  }),
  EventBridge: (detail) => ({
    version: '0',
    id: '1',
    'detail-type': 'SystemLog',
    source: 'aws.partner/example.com',
    account: '111122223333',
    time: TIME,
    region: 'eu-west-1',
    resources: [],
    detail,
  }),
  'a subscription of CloudWatch Logs': (record) => ({
    messageType: 'DATA_MESSAGE',
    owner: '111122223333',
    logGroup: 'idp',
    logStream: '1',
    subscriptionFilters: ['all'],
    logEvents: [{ id: '1', timestamp: 1714557601000, message: text(record) }],
  }),
  'Wazuh’s integration': (record) => ({ integration: 'okta', okta: record }),
  'an alert of Wazuh’s': (record) => ({
    timestamp: TIME,
    rule: { id: '1', level: 3 },
    agent: { id: '000' },
    data: { integration: 'okta', okta: record },
    location: 'okta',
  }),
  Kinesis: (record) => ({ kinesis: { partitionKey: '1', data: base64(record) }, eventSource: 'aws:kinesis' }),
  SNS: (record) => ({ Type: 'Notification', MessageId: '1', TopicArn: 'arn:aws:sns:x', Message: text(record) }),
  SQS: (record) => ({ MessageId: '1', ReceiptHandle: 'h', Body: text(record) }),
  'Pub/Sub, pushed': (record) => ({ message: { data: base64(record), messageId: '1' }, subscription: 's' }),
  'Pub/Sub, pulled': (record) => ({ ackId: '1', message: { data: base64(record), messageId: '1', publishTime: TIME } }),
  'the HTTP Event Collector': (event) => ({ time: 1714557601, host: 'h', index: 'idp', event }),
  'the HTTP Event Collector, a text': (event) => ({ time: 1714557601, sourcetype: 'idp', event: text(event) }),
  'an exported Splunk search': (record) => ({ preview: false, result: { _raw: text(record), _time: TIME } }),
  'an Elasticsearch hit': (record) => ({
    _index: 'idp',
    _id: '1',
    _source: { '@timestamp': TIME, event: { original: text(record) } },
  }),
  'an Elasticsearch answer': (record) => ({
    took: 2,
    timed_out: false,
    hits: { total: { value: 1 }, hits: [{ _index: 'idp', _id: '1', _source: { message: text(record) } }] },
  }),
  'what an Elastic agent decoded': (json) => ({ json }),
  'a log of Datadog': (attributes) => ({
    id: '1',
    type: 'log',
    attributes: { service: 'idp', message: 'signed in', attributes },
  }),
  'a line of Datadog archives': (record) => ({ _id: '1', date: TIME, service: 'idp', message: text(record) }),
  Cribl: (record) => ({ _raw: text(record), _time: 1714557601, cribl_pipe: 'main' }),
  'Loki streams': (record) => ({
    streams: [{ stream: { app: 'idp' }, values: [['1714557601000000000', text(record)]] }],
  }),
  Kafka: (value) => ({ topic: 'idp', partition: 0, offset: 7, key: null, value }),
  'an OCSF event with its raw data': (record) => ({ class_uid: 3002, metadata: {}, raw_data: text(record) }),
  'an element of XML': (record) => ({ Sign_On: record }),
  'the elements of XML': (record) => ({ Sign_On: [record] }),
  Graylog: (record) => ({ gl2_message_id: '1', source: 'idp', full_message: text(record) }),
};

function usersIn(line: string): readonly string[] {
  const reader = new ActivityReader(CONNECTORS, { fileName: '' }, Date.UTC(2030, 0, 1));
  return reader.readLine(line).events.map(({ draft, connector }) => `${connector.id} ${draft.sourceUser}`);
}

describe.each(Object.entries(WRAPS))('%s', (_, wrap) => {
  test('is taken off', () => expect(usersIn(text(wrap(LOGIN)))).toEqual(['okta alice@example.com']));

  test('is left where the record in it is nobody’s', () => {
    const strange = { name: 'alice', way: 'came', place: 'here', day: TIME };
    expect(usersIn(text(wrap(strange)))).toEqual([]);
  });
});

test('envelopes in envelopes are taken off, whatever their order', () => {
  for (const inner of Object.values(WRAPS)) {
    for (const [name, outer] of Object.entries(WRAPS)) {
      const line = text(outer(inner(LOGIN)));
      expect({ name, line, users: usersIn(line) }).toMatchObject({ users: ['okta alice@example.com'] });
    }
  }
});

test('every record of a batch of texts is read', () => {
  const batch = { messageType: 'DATA_MESSAGE', logEvents: [{ message: TEXT }, { message: TEXT }] };
  expect(recordsOf(text(batch)).map((record) => record.text('uuid'))).toEqual([LOGIN.uuid, LOGIN.uuid]);
});

describe('several records in one text', () => {
  const logout = { ...LOGIN, uuid: 'second', eventType: 'user.session.end' };
  const both = ['okta alice@example.com', 'okta alice@example.com'];

  test.each([
    ['lines of a message', { '@timestamp': TIME, message: `${TEXT}\n${text(logout)}` }],
    ['lines of a log that end in CR LF', { log: `${TEXT}\r\n\r\n${text(logout)}\r\n`, stream: 'stdout' }],
    ['a list in a message', { '@timestamp': TIME, message: text([LOGIN, logout]) }],
    ['lines of a raw event of a Splunk search', { 'result._raw': `${TEXT}\n${text(logout)}`, 'result._time': TIME }],
  ])('are read from %s', (_, envelope) => expect(usersIn(text(envelope))).toEqual(both));

  test('a damaged one is refused, and takes none of the others along', () => {
    const reader = new ActivityReader(CONNECTORS, { fileName: '' }, Date.UTC(2030, 0, 1));
    const { events, refusal } = reader.readLine(text({ message: `${TEXT}\n${TEXT.slice(0, 80)}\n${text(logout)}` }));
    expect(events.map(({ draft }) => draft.operation)).toEqual([LOGIN.eventType, 'user.session.end']);
    expect(refusal).toEqual({ verdict: 'rejected', reason: 'no-connector' });
  });

  test('prose of several lines is none', () =>
    expect(recordsOf(text({ who: 'alice', message: '{ it began\nand went on }\n' }))).toHaveLength(1));
});

test('a row of Chronicle is read as the event in it', () => {
  const udm = {
    metadata: { event_timestamp: TIME, event_type: 'USER_LOGIN', vendor_name: 'Okta' },
    principal: { user: { userid: 'alice@example.com' } },
  };
  expect(usersIn(text({ name: 'n', udm }))).toEqual(['siem-schemas alice@example.com']);
});

test.each([
  ['a data set of no cloud app', { '@timestamp': TIME, 'event.action': 'added', 'event.dataset': 'acme_vpn.log' }],
  ['a network event of UDM', { metadata: { event_timestamp: TIME, event_type: 'NETWORK_CONNECTION' }, principal: {} }],
  ['a network activity of OCSF', { class_uid: 4001, activity_id: 1, time: 1714557600000, metadata: { product: {} } }],
  ['a table without a time', { time_usec: 'soon', event_name: 'login_success', record_type: 'login' }],
])('%s is nobody’s', (_, record) => expect(usersIn(text(record))).toEqual([]));

test('what nobody knows of is looked for in what it was taken out of', () => {
  const audit = {
    eventType: 'com.oraclecloud.compute.launchinstance',
    cloudEventsVersion: '0.1',
    source: 'compute',
    eventId: '1',
    eventTime: '2024-05-01T10:00:00Z',
    data: { eventName: 'LaunchInstance', identity: { principalName: 'alice', ipAddress: '192.0.2.7' } },
  };
  expect(usersIn(text(audit))).toEqual(['oci-audit alice']);
});

test.each([
  ['a token that is no record', { data: 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln' }],
  ['base64 of something else', { data: Buffer.from('{"half":', 'utf8').toString('base64') }],
  ['a damaged text', { _raw: TEXT.slice(0, 80) }],
  ['lists of nothing', { streams: [null, { values: [[], null, 'x'] }] }],
  ['an envelope of an envelope of nothing', { specversion: '1.0', data: { detail: null, 'detail-type': '' } }],
])('%s gives the object itself', (_, object) => {
  expect(recordsOf(text(object))).toHaveLength(1);
  expect(usersIn(text(object))).toEqual([]);
});

test('an object that is written as a text is read', () => {
  expect(usersIn(text(LOGIN).replace(/.*/, (line) => JSON.stringify(line)))).toEqual(['okta alice@example.com']);
  expect(usersIn('"{\\"half\\":')).toEqual([]);
});

test('a record whose envelope says base64 elsewhere is read once', () => {
  expect(usersIn(text({ data: BASE64 }))).toEqual(['okta alice@example.com']);
});

describe('a record without a time of its own', () => {
  const { published: _, ...timeless } = LOGIN;
  const timeOf = (line: string): readonly string[] => {
    const reader = new ActivityReader(CONNECTORS, { fileName: '' }, Date.UTC(2030, 0, 1));
    const { events, refusal } = reader.readLine(line);
    return refusal === null ? events.map(({ draft }) => new Date(draft.timeMs).toISOString()) : [refusal.reason];
  };
  const at = '2024-05-01T10:00:01.000Z';

  test.each([
    ['EventBridge', { 'detail-type': 'SystemLog', time: TIME, detail: timeless }],
    ['CloudEvents', { specversion: '1.0', id: '1', type: 'l', source: '/', time: TIME, data: timeless }],
    ['the HTTP Event Collector', { time: 1714557601, host: 'h', event: timeless }],
    ['Pub/Sub', { ackId: '1', message: { data: base64(timeless), publishTime: TIME } }],
    ['a Splunk search', { preview: false, result: { _raw: text(timeless), _time: TIME } }],
    ['an Elasticsearch hit', { _index: 'i', _source: { '@timestamp': TIME, event: { original: text(timeless) } } }],
    ['Wazuh', { timestamp: '2024-05-01T10:00:01.000+0000', rule: {}, data: { integration: 'okta', okta: timeless } }],
  ])('has that of %s', (_name, envelope) => expect(timeOf(text(envelope))).toEqual([at]));

  test('has that of its syslog header', () =>
    expect(timeOf(`<14>1 2024-05-01T12:00:01+02:00 host idp - - - ${text(timeless)}`)).toEqual([at]));

  test('has that of its own line of a batch', () => {
    const lines = [1714557601000, 1714557602000].map((timestamp) => ({ id: '1', timestamp, message: text(timeless) }));
    expect(timeOf(text({ messageType: 'DATA_MESSAGE', logEvents: lines }))).toEqual([at, '2024-05-01T10:00:02.000Z']);
  });

  test.each([
    ['Panther', { p_event_time: '2024-05-01 10:00:01', p_log_type: 'Okta.SystemLog' }],
    ['Panther’s name for @timestamp', { at_sign_timestamp: '2024-05-01 10:00:01.000' }],
    ['Log Analytics', { TimeGenerated: '2024-05-01T10:00:01Z' }],
  ])('has that which %s stamped on it', (_name, stamp) =>
    expect(timeOf(text({ ...timeless, ...stamp }))).toEqual([at]),
  );

  test('stays without one where nothing around it has any', () =>
    expect(timeOf(text({ host: 'h', event: timeless }))).toEqual(['no-connector']));

  test('a time of its own wins', () =>
    expect(timeOf(text({ specversion: '1.0', time: '2024-06-01T00:00:00Z', data: LOGIN }))).toEqual([
      '2024-05-01T10:00:00.000Z',
    ]));
});

test('integers beyond what a number holds stay as they are written, others stay numbers', () => {
  const [record] = recordsOf(
    '{"id":72057594037927937,"list":[-72057594037927939],"n":12,"f":0.1234567890123456,"s":"1"}',
  );
  expect(record?.data).toEqual({
    id: '72057594037927937',
    list: ['-72057594037927939'],
    n: 12,
    f: 0.1234567890123456,
    s: '1',
  });
});

test('an object of a list is read with the comma that stands behind it in the list', () => {
  expect(usersIn(`${TEXT},`)).toEqual(['okta alice@example.com']);
  expect(recordsOf(`${TEXT} and more`)).toEqual([]);
});
