import { describe, expect, it } from 'vitest';
import { readTokens } from '../../resources/catalog/tokens.ts';
import { factorProblem } from './file/check-app.ts';
import { factorDef } from './registry/factors.ts';

const read = (text: string) => Object.fromEntries(readTokens(text, (id) => factorDef(id)?.valueKind === 'list'));

describe('words of authored catalog files', () => {
  it('stand for factors and values', () => {
    expect(read('mfa !anon tls=1.3 pci=v4 founded=2007 hipaa=na breach=2024-05 dataTypes=documents,none')).toEqual({
      isMultiFactorAuthentication: true,
      isAnonymousUsage: false,
      tlsEncryptionProtocol: 'tls1_3',
      pciDssVersion: 'v4',
      founded: 2007,
      isHipaa: 'notApplicable',
      latestBreachDateTime: '2024-05',
      dataTypes: ['documents', 'none'],
    });
    expect(read('audit')).toEqual({ isUserAuditTrail: true, isAdminAuditTrail: true });
    expect(read('  ')).toEqual({});
  });

  it('give values that the registry allows', () => {
    for (const [id, value] of Object.entries(
      read(
        `rights audit fedramp=li star=self atrest=aes hsts pwlength csp nosniff frame xss cert trusted drown heartbleed
       remember scim passkeys byok !remoteTool pwchange pwhistory pwpersonal iso27002 iso42001 c5 ens irap eucoc dora=na nis2
       ssae16 gaap gapp cobit jericho safeharbor genai !trainsAi residency subprocessors deletion=hard automated
       object access portability informed restriction lawful rectification datacenter=DE,US hosting=AWS
       datatypes=documents breaches=2012:haveibeenpwned.com,2022-08`.replaceAll('\n', ' '),
      ),
    )) {
      const def = factorDef(id);
      expect(def === undefined ? 'no such factor' : factorProblem(def, value), id).toBeNull();
    }
  });

  it('must have a value where they have an equals sign', () => {
    expect(() => read('founded=')).toThrow('"founded=" has no value');
  });
});
