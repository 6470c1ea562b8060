/** AWS CloudTrail: the log files that a trail delivers to an S3 bucket, listed by region and day. */
import { sigV4 } from '../auth/sigv4.ts';
import { DAY, HOUR, MINUTE, type Provider, type Values, type Window } from '../provider.ts';
import { BadBody, type Reply } from '../reply.ts';
import { query, secret } from './shared.ts';

const REGION = /^[a-z]{2}(?:-[a-z]+)+-\d$/;
const REGIONS = /^[a-z]{2}(?:-[a-z]+)+-\d(?:\s*,\s*[a-z]{2}(?:-[a-z]+)+-\d)*$/;

function bucketUrl({ bucket, bucketRegion }: Values): string {
  return `https://${bucket}.s3.${bucketRegion}.amazonaws.com`;
}

/** `AWSLogs/123456789012/CloudTrail/eu-west-1/2026/03/04/123456789012_CloudTrail_eu-west-1_20260304T0810Z_x.json.gz` */
function list(values: Values, { from }: Window, region: string, more: Readonly<Record<string, string>>) {
  const { account, prefix = '', organisation = '' } = values;
  const time = new Date(from).toISOString();
  const day = `${time.slice(0, 10).replaceAll('-', '/')}/`;
  const root = `${prefix === '' ? '' : `${prefix.replace(/\/+$/, '')}/`}AWSLogs/${organisation === '' ? '' : `${organisation}/`}`;
  const folder = `${root}${account}/CloudTrail/${region}/${day}`;
  const stamp = time.slice(0, 16).replace(/[-:]/g, '');
  const after = `${folder}${account}_CloudTrail_${region}_${stamp}`;
  return { url: `${bucketUrl(values)}/?${query({ 'list-type': '2', prefix: folder, 'start-after': after, ...more })}` };
}

function texts(xml: string, tag: string): string[] {
  return [...xml.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, 'g'))].map(([, text = '']) => unescapeXml(text));
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replace(/&(?:#(\d{1,6})|(amp|lt|gt|quot|apos));/g, (_, code: string | undefined, name: string) =>
    code === undefined ? (ENTITIES[name] ?? '') : String.fromCodePoint(Number(code)),
  );
}

/** @throws BadBody */
function readListing(reply: Reply) {
  const xml = reply.text;
  if (!xml.includes('<ListBucketResult') || !xml.includes('</ListBucketResult>'))
    throw new BadBody('its answer is no whole listing');
  const next = texts(xml, 'IsTruncated')[0] === 'true' ? (texts(xml, 'NextContinuationToken')[0] ?? null) : null;
  return { records: texts(xml, 'Key').filter((key) => key.endsWith('.json.gz')), next };
}

export const awsCloudtrail: Provider = {
  id: 'aws-cloudtrail',
  title: 'AWS CloudTrail (S3)',
  app: 'amazon-web-services',
  source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html',
  setup:
    'A user or role that may list and read the bucket of the trail (s3:ListBucket, s3:GetObject), and its access key.',
  settings: [
    {
      key: 'bucket',
      label: 'Bucket',
      hint: 'example-trail',
      isSecret: false,
      pattern: /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
    },
    { key: 'bucketRegion', label: 'Region of the bucket', hint: 'eu-west-1', isSecret: false, pattern: REGION },
    { key: 'account', label: 'Account', hint: '123456789012', isSecret: false, pattern: /^\d{12}$/ },
    { key: 'regions', label: 'Regions to read', hint: 'eu-west-1, us-east-1', isSecret: false, pattern: REGIONS },
    { key: 'prefix', label: 'Prefix', hint: '', isSecret: false, isOptional: true, pattern: /^[\w!./*'()-]{1,500}$/ },
    {
      key: 'organisation',
      label: 'Organisation id',
      hint: 'o-example',
      isSecret: false,
      isOptional: true,
      pattern: /^o-[a-z0-9]{10,32}$/,
    },
    secret('accessKeyId', 'Access key id'),
    secret('secretAccessKey', 'Secret access key'),
    { ...secret('sessionToken', 'Session token'), isOptional: true },
  ],
  origins: (values) => [bucketUrl(values)],
  auth: (values, tools) => {
    const { accessKeyId = '', secretAccessKey = '', sessionToken = '', bucketRegion: region = '' } = values;
    return sigV4({ accessKeyId, secretAccessKey, sessionToken, region }, tools.now);
  },
  feeds: [
    {
      id: 'cloudtrail',
      title: 'CloudTrail',
      reads: { connector: 'aws-cloudtrail' },
      isDefault: true,
      mode: 'window',
      retentionMs: 365 * DAY,
      // Files come within about a quarter of an hour, some late; a listing costs little.
      overlapMs: HOUR,
      lagMs: MINUTE,
      maxWindowMs: DAY,
      withinMs: DAY,
      parts: ({ regions = '' }) => [...new Set(regions.split(',').map((region) => region.trim()))],
      first: (values, window, region) => list(values, window, region, {}),
      next: (values, token, window, region) => list(values, window, region, { 'continuation-token': token }),
      read: readListing,
      document: (values, record) => {
        const key = String(record);
        const path = key.split('/').map(encodeURIComponent).join('/');
        return {
          ask: { url: `${bucketUrl(values)}/${path}` },
          name: key.slice(key.lastIndexOf('/') + 1),
          holds: 'gzip',
        };
      },
    },
  ],
  explain: (reply) => {
    if (reply.status < 400) return null;
    const [code = ''] = texts(reply.text, 'Code');
    const [said = ''] = texts(reply.text, 'Message');
    if (code === 'SlowDown') return { kind: 'error', message: 'S3 asks to slow down (SlowDown)' };
    if (code === 'InvalidArgument' && /continuation/i.test(said)) {
      return { kind: 'position', message: `S3 no longer knows this page (${said}).` };
    }
    if (code === 'NoSuchBucket')
      return { kind: 'attention', message: 'There is no bucket of this name (NoSuchBucket).' };
    if (code === 'ExpiredToken')
      return { kind: 'attention', message: 'The session token has expired. Enter a new one (ExpiredToken).' };
    if (code === 'RequestTimeTooSkewed')
      return { kind: 'attention', message: 'The clock of this computer is wrong (RequestTimeTooSkewed).' };
    if (code === 'SignatureDoesNotMatch' || code === 'InvalidAccessKeyId') {
      return { kind: 'attention', message: `The access key is wrong. Enter it again (${code}).` };
    }
    return code === ''
      ? null
      : { kind: reply.status >= 500 ? 'error' : 'attention', message: `S3 refused it (${code}: ${said}).` };
  },
};
