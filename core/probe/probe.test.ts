/** The probe against servers with every defect, on this machine. */
import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { factorDef } from '../catalog/index.ts';
import type { ProbeResult } from '../model/probe.ts';
import { EXPIRED, SELF_SIGNED, WRONG_NAME } from './certificates.test-kit.ts';
import { INTERNET, type ProbeNetwork, probeHost } from './index.ts';
import { caa, impatient, networkOfTcp, networkWith, text } from './probe.test-kit.ts';
import { probeFactors } from './probe-factors.ts';

const HOST = 'app.example.com';
const AT = Date.UTC(2026, 0, 2);
const look = (network: ProbeNetwork, host = HOST): Promise<ProbeResult> =>
  probeHost(network, host, AT, new AbortController().signal);
const values = (result: ProbeResult): Record<string, unknown> =>
  Object.fromEntries(Object.entries(probeFactors(result)).map(([id, { value }]) => [id, value]));

const HEADERS = {
  'content-security-policy': "default-src 'self'",
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-xss-protection': '0',
};
const careful: RequestListener = (request, reply) => {
  if (request.url === '/.well-known/security.txt') reply.end('# how to\nContact: mailto:security@example.com\n');
  else reply.writeHead(200, HEADERS).end('<title>app</title>');
};
const toHttps: RequestListener = (request, reply) =>
  reply.writeHead(301, { location: `https://${request.headers.host}/` }).end();
const DNS = {
  'example.com CAA': [caa('issue', 'ca.example')],
  '_mta-sts.example.com TXT': [text('v=STSv1; id=1')],
  'example.com DS': [Buffer.alloc(24, 1)],
};

describe('a server without faults', () => {
  it('gives every value, with source and day', async () => {
    const result = await look(await networkWith({ https: careful, http: toHttps, dns: DNS }));
    expect(result).toMatchObject({ reached: true, problem: null, plainHttp: false });
    expect(result.tls).toMatchObject({
      'TLSv1.3': { offered: true, cipher: expect.stringContaining('TLS_') },
      'TLSv1.2': { offered: true },
      'TLSv1.1': { offered: false },
      TLSv1: { offered: false },
    });
    expect(result.certificate).toMatchObject({
      subject: HOST,
      issuer: 'Example Trust',
      namesHost: true,
      trusted: true,
    });
    expect(values(result)).toEqual({
      tlsEncryptionProtocol: 'tls1_3',
      isValidCertificateName: true,
      isTrustedCertificate: true,
      isHttpSecurityHeadersContentSecurityPolicy: true,
      isHttpSecurityHeadersStrictTransportSecurity: true,
      isHttpSecurityHeadersXContentTypeOptions: true,
      isHttpSecurityHeadersXFrameOptions: true,
      isHttpSecurityHeadersXXssProtection: true,
      isEnforceTransportEncryption: true,
      isSecurityTxt: true,
      isCaaRecord: true,
      isMtaSts: true,
      isDnssec: true,
      certificateExpiry: '2119-01-01',
      oldTlsVersions: false,
    });
    for (const [id, value] of Object.entries(probeFactors(result))) {
      expect(factorDef(id), id).toBeDefined();
      expect(value).toMatchObject({ source: 'probe', basis: 'known', asOf: '2026-01-02' });
    }
  });
});

describe('certificates', () => {
  it.each([
    ['of another name', WRONG_NAME, { namesHost: false, trusted: true, trustProblem: null }],
    ['expired', EXPIRED, { namesHost: true, trusted: false, trustProblem: 'CERT_HAS_EXPIRED' }],
    ['signed by itself', SELF_SIGNED, { namesHost: true, trusted: false, trustProblem: 'DEPTH_ZERO_SELF_SIGNED_CERT' }],
  ])('%s', async (_, identity, facts) => {
    const { certificate, headers } = await look(await networkWith({ identity, https: careful }));
    expect(certificate).toMatchObject(facts);
    // The page is looked at all the same.
    expect(headers?.['x-frame-options']).toBe('DENY');
  });
});

describe('TLS', () => {
  it('1.0 alone is found, and named the best', async () => {
    const network = await networkWith({
      tls: { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' },
    });
    const result = await look(network);
    expect(result.tls).toMatchObject({
      'TLSv1.3': { offered: false },
      'TLSv1.2': { offered: false },
      TLSv1: { offered: true },
    });
    expect(values(result)).toMatchObject({ tlsEncryptionProtocol: 'tls1_0', oldTlsVersions: true });
  });

  it.each<readonly [string, (socket: Socket) => void, string]>([
    ['a server that hangs up', (socket) => socket.destroy(), 'it refuses every version of TLS'],
    [
      'a server that speaks something else',
      (socket) => socket.end('220 mail.example.com ESMTP\r\n'),
      'it refuses every version of TLS',
    ],
  ])('%s gives no value at all', async (_, handle, problem) => {
    expectNothing(await look(await networkOfTcp(handle)), problem);
  });

  it('nor does one that says nothing', async () => {
    const silent = impatient(await networkOfTcp(() => undefined));
    expectNothing(await look(silent), 'it cannot be reached (no answer in time)');
  });

  function expectNothing(result: Awaited<ReturnType<typeof look>>, problem: string): void {
    expect(result).toMatchObject({ reached: false, problem });
    expect(Object.keys(values(result)).filter((id) => id !== 'oldTlsVersions')).toEqual([]);
  }
});

describe('pages', () => {
  it('without headers, security.txt, DNS records and with plain HTTP are "no", not unknown', async () => {
    const https: RequestListener = (request, reply) => reply.writeHead(request.url === '/' ? 200 : 404).end();
    expect(values(await look(await networkWith({ https })))).toMatchObject({
      isHttpSecurityHeadersContentSecurityPolicy: false,
      isHttpSecurityHeadersStrictTransportSecurity: false,
      isEnforceTransportEncryption: false,
      isSecurityTxt: false,
      isCaaRecord: false,
      isMtaSts: false,
      isDnssec: false,
    });
  });

  it('that take HSTS back, or answer security.txt with a page of their own, have neither', async () => {
    const https: RequestListener = (_, reply) =>
      reply.writeHead(200, { 'strict-transport-security': 'max-age=0' }).end('<html>');
    const found = values(await look(await networkWith({ https })));
    expect([found.isHttpSecurityHeadersStrictTransportSecurity, found.isSecurityTxt]).toEqual([false, false]);
  });

  it('are followed within their own domain, and no further', async () => {
    const asked: string[] = [];
    const https: RequestListener = (request, reply) => {
      asked.push(`${request.headers.host}${request.url}`);
      if (request.headers.host === HOST) reply.writeHead(302, { location: 'https://www.example.com/home' }).end();
      else if (request.url === '/home')
        reply.writeHead(302, { location: 'https://www.example.org/', ...HEADERS }).end();
      else reply.end();
    };
    const { headers } = await look(await networkWith({ https }));
    expect(asked.filter((place) => !place.includes('.well-known'))).toEqual([`${HOST}/`, 'www.example.com/home']);
    expect(headers?.['x-frame-options']).toBe('DENY');
  });

  it.each([
    ['in a circle', (url: string) => (url === '/' ? '/a' : '/')],
    ['without end', (url: string) => `${url}x`],
    ['to nonsense', () => 'https://%%%'],
    ['to another scheme', () => 'file:///etc/passwd'],
    ['to another port', () => `https://${HOST}:22/`],
  ])('that lead %s are left', async (_, next) => {
    let asked = 0;
    const https: RequestListener = (request, reply) => {
      asked++;
      reply.writeHead(302, { location: next(request.url ?? '') }).end();
    };
    expect((await look(await networkWith({ https }))).reached).toBe(true);
    expect(asked).toBeLessThanOrEqual(8);
  });

  it('of any size, and dripping ones, cost no more than the limits', async () => {
    let sent = 0;
    const huge: RequestListener = (request, reply) => {
      reply.writeHead(200, HEADERS);
      if (request.url !== '/') {
        setInterval(() => reply.write('.'), 50).unref();
        return;
      }
      const more = (): void => {
        while (!reply.destroyed && reply.write(Buffer.alloc(65_536))) sent += 65_536;
      };
      reply.on('drain', more);
      more();
    };
    const result = await look(impatient(await networkWith({ https: huge })));
    expect(result.headers?.['x-content-type-options']).toBe('nosniff');
    expect(result.securityTxt).toBeNull();
    expect(sent).toBeLessThan(50_000_000);
  });

  it('with headers past the limit are unknown', async () => {
    const https: RequestListener = (_, reply) => reply.writeHead(200, { 'x-filler': 'x'.repeat(100_000) }).end();
    expect((await look(await networkWith({ https }))).headers).toBeNull();
  });
});

describe('names', () => {
  it('are unknown where the name server keeps silent', async () => {
    const { caa: issue, mtaSts, dnssec } = await look(impatient(await networkWith({ dns: null })));
    expect([issue, mtaSts, dnssec]).toEqual([null, null, null]);
  });

  it('that lead inside are not connected to', async () => {
    for (const address of ['10.0.0.7', '127.0.0.1', '169.254.169.254', 'fd00::1', '::1']) {
      const inside = { ...INTERNET, resolve: async () => ['203.0.113.1', address] };
      expect(await look(inside)).toMatchObject({ reached: false, problem: expect.stringContaining(address) });
    }
  });

  it('that do not resolve say so', async () => {
    const resolve = async (): Promise<never> => {
      throw new Error('ENOTFOUND');
    };
    expect((await look({ ...INTERNET, resolve })).problem).toBe('its name does not resolve');
  });
});

it('stops between two steps', async () => {
  const network = await networkWith();
  await expect(probeHost(network, HOST, AT, AbortSignal.abort())).rejects.toThrow();
});
