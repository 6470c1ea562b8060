/** AWS Signature Version 4 for GET requests, with the headers that S3 wants. */
import { createHash, createHmac } from 'node:crypto';
import { encodePercent } from '../../kit/text.ts';
import type { Ask } from '../provider.ts';
import type { Auth } from './auth.ts';

export interface AwsKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly region: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

export function sigV4(keys: AwsKeys, now: () => number): Auth {
  return { headers: async (ask) => sign(ask, keys, now()), renew: async () => false };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
export function sign(ask: Ask, keys: AwsKeys, now: number): Readonly<Record<string, string>> {
  const url = new URL(ask.url);
  const time = new Date(now).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = time.slice(0, 8);
  const payload = sha256('');
  const headers: Record<string, string> = {
    host: url.host,
    'x-amz-content-sha256': payload,
    'x-amz-date': time,
    ...(keys.sessionToken === '' ? {} : { 'x-amz-security-token': keys.sessionToken }),
  };
  const names = Object.keys(headers).sort();
  const query = [...url.searchParams]
    .map(([name, value]) => `${encodePercent(name)}=${encodePercent(value)}`)
    .sort()
    .join('&');
  const canonical = [
    'GET',
    url.pathname,
    query,
    ...names.map((name) => `${name}:${headers[name]}`),
    '',
    names.join(';'),
    payload,
  ].join('\n');
  const scope = `${day}/${keys.region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
  const key = ['s3', 'aws4_request'].reduce<Buffer>(
    (made, word) => hmac(made, word),
    hmac(hmac(`AWS4${keys.secretAccessKey}`, day), keys.region),
  );
  const signature = hmac(key, text).toString('hex');
  const { host: _, ...sent } = headers;
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  };
}
