/** What a probe's result says of an app's risk factors. What was not seen gives no value. */
import type { FactorValue } from '../model/app.ts';
import type { ProbeResult, TlsVersion } from '../model/probe.ts';

const VERSION_WORDS: Readonly<Record<TlsVersion, string>> = {
  'TLSv1.3': 'tls1_3',
  'TLSv1.2': 'tls1_2',
  'TLSv1.1': 'tls1_1',
  TLSv1: 'tls1_0',
};

/** Values by factor id. */
export function probeFactors(result: ProbeResult): Readonly<Record<string, FactorValue>> {
  const asOf = new Date(result.at).toISOString().slice(0, 10);
  const { certificate, headers, tls } = result;
  const best = (Object.keys(VERSION_WORDS) as TlsVersion[]).find((version) => tls[version]?.offered === true);
  const seen: Readonly<Record<string, FactorValue['value'] | null>> = {
    tlsEncryptionProtocol: best === undefined ? null : VERSION_WORDS[best],
    isValidCertificateName: certificate?.namesHost ?? null,
    isTrustedCertificate: certificate?.trusted ?? null,
    isHttpSecurityHeadersContentSecurityPolicy: has(headers?.['content-security-policy']),
    isHttpSecurityHeadersStrictTransportSecurity: strict(headers?.['strict-transport-security']),
    isHttpSecurityHeadersXContentTypeOptions: has(headers?.['x-content-type-options']),
    isHttpSecurityHeadersXFrameOptions: has(headers?.['x-frame-options']),
    isHttpSecurityHeadersXXssProtection: has(headers?.['x-xss-protection']),
    isEnforceTransportEncryption: result.plainHttp === null ? null : !result.plainHttp,
    isSecurityTxt: result.securityTxt,
    isCaaRecord: result.caa,
    isMtaSts: result.mtaSts,
    isDnssec: result.dnssec,
    certificateExpiry: certificate?.validTo == null ? null : new Date(certificate.validTo).toISOString().slice(0, 10),
    oldTlsVersions: oldVersions(tls),
  };
  const values = Object.entries(seen).flatMap(([id, value]): [string, FactorValue][] =>
    value === null ? [] : [[id, { value, source: 'probe', basis: 'known', asOf }]],
  );
  return Object.fromEntries(values);
}

/** Undefined: no page was reached; null: the page does not send it. */
function has(header: string | null | undefined): boolean | null {
  return header === undefined ? null : header !== null;
}

/** `max-age=0` takes the promise back (RFC 6797). */
function strict(header: string | null | undefined): boolean | null {
  if (header === undefined) return null;
  return header !== null && Number(/max-age\s*=\s*"?(\d+)/i.exec(header)?.[1] ?? 0) > 0;
}

function oldVersions(tls: ProbeResult['tls']): boolean | null {
  const old = [tls['TLSv1.1'], tls.TLSv1];
  if (old.some((offer) => offer?.offered === true)) return true;
  return old.every((offer) => offer !== null) ? false : null;
}
