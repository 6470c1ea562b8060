import { createHash } from 'node:crypto';
import type { ShippedPackage } from './packages.ts';

/** A package's address in the language of software bills of materials. */
function purl(name: string, version: string): string {
  const path = name.startsWith('@') ? `%40${name.slice(1)}` : name;
  return `pkg:npm/${path}@${version}`;
}

function licences(expression: string): readonly object[] {
  if (/ OR | AND /.test(expression)) return [{ expression: expression.replace(/^\((.*)\)$/, '($1)') }];
  return [{ license: { id: expression } }];
}

function component(item: ShippedPackage): object {
  const ref = purl(item.name, item.version);
  const [algorithm, digest] = item.integrity?.split('-', 2) ?? [];
  const hash =
    algorithm === 'sha512' && digest !== undefined
      ? [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }]
      : [];
  const group = item.name.startsWith('@') ? { group: item.name.split('/')[0] } : {};
  return {
    type: 'library',
    'bom-ref': ref,
    ...group,
    name: item.name.split('/').at(-1),
    version: item.version,
    licenses: licences(item.licence),
    purl: ref,
    ...(hash.length > 0 && { hashes: hash }),
    ...(item.homepage !== null && /^https?:\/\/\S+$/.test(item.homepage)
      ? { externalReferences: [{ type: 'website', url: item.homepage }] }
      : {}),
  };
}

/**
 * A CycloneDX 1.6 bill of materials, as JSON text. The same packages give the same text: its serial number is made of
 * them and it carries no time of day.
 */
export function writeSbom(version: string, packages: readonly ShippedPackage[]): string {
  const components = packages.map(component);
  const digest = createHash('sha256')
    .update(JSON.stringify([version, components]))
    .digest('hex');
  const uuid = [digest.slice(0, 8), digest.slice(8, 12), `5${digest.slice(13, 16)}`, `8${digest.slice(17, 20)}`];
  const own = purl('undercast', version);
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuid.join('-')}-${digest.slice(20, 32)}`,
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': own,
        name: 'undercast',
        version,
        purl: own,
        licenses: [{ license: { id: 'MIT' } }],
      },
    },
    components,
    dependencies: [{ ref: own, dependsOn: packages.map((item) => purl(item.name, item.version)) }],
  };
  return `${JSON.stringify(bom, null, 2)}\n`;
}
