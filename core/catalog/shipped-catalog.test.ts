import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildApps } from '../../resources/catalog/build.ts';
import { noticeText } from '../../resources/catalog/merge/notice.ts';
import { readJson } from '../../resources/catalog/merge/read-files.ts';
import { openCatalog } from '../host/open-catalog.ts';
import { CATEGORIES, type CloudApp } from '../model/app.ts';
import { BUSINESS_APPS, SHADOW_APPS, STORY_APPS } from '../sample/world/apps.ts';
import { BACKGROUND } from '../sample/world/background.ts';
import { type CatalogRelease, packCatalog } from './packed/pack.ts';
import { PackedCatalog } from './packed/packed-catalog.ts';
import { RANGE_SHAPES } from './ranges/shapes.ts';
import { factorDef, weightKey } from './registry/factors.ts';
import { PackedScorer } from './score/packed-scorer.ts';
import { scoreSummary } from './score/score-app.ts';
import { compileWeights, DEFAULT_WEIGHTS } from './score/weights.ts';
import { appStats, catalogStats } from './stats.ts';

const AS_OF = '2026-01-01';
// Building checks every app (category, domains, factor values) and that no id or domain is taken twice.
const built = buildApps();
const packed = packCatalog(built, readJson<CatalogRelease>('release.json'));
const catalog = new PackedCatalog(packed);
const apps = catalog.apps();
const authored = apps.filter((app) => app.description !== null);
const matcher = catalog.matcher();
const idOf = (host: string): string | null => apps[matcher.match(host).appIndex]?.id ?? null;
const statsOf = (list: readonly CloudApp[]) => {
  const weights = compileWeights(DEFAULT_WEIGHTS);
  return catalogStats(list.map((app) => appStats(app, weights, AS_OF)));
};
const kindOf = (host: string): string | null => apps[matcher.match(host).appIndex]?.kind ?? null;

describe('the shipped catalog', () => {
  it('is the same bytes as in the process that wrote its file, and holds what was built', () => {
    const resources = join(import.meta.dirname, '..', '..', 'resources');
    openCatalog(resources);
    const written = readFileSync(join(resources, 'catalog', 'catalog.bin'));
    expect(written.equals(packed), 'run: npm run catalog:build').toBe(true);
    expect(apps).toEqual(built);
  });

  it('has every app that files of address ranges are read for', () => {
    const named = RANGE_SHAPES.flatMap((shape) => [...shape.apps.values()]);
    const known = new Set(apps.map(({ id }) => id));
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });

  it('names all its lists in the notice', () => {
    const notice = readFileSync(new URL('../../resources/catalog/NOTICE.md', import.meta.url), 'utf8');
    expect(notice === noticeText(), 'run: npm run catalog:build').toBe(true);
  });

  it('knows enough', () => {
    const stats = statsOf(apps);
    expect(stats.apps).toBeGreaterThanOrEqual(32_000);
    expect(stats.headApps).toBeGreaterThanOrEqual(1000);
    expect(stats.categories).toBe(CATEGORIES.length);
    expect(stats.scored).toBeGreaterThanOrEqual(3500);
    expect(stats.scored + stats.estimated).toBeGreaterThanOrEqual(16_000);
    expect(stats.scored + stats.estimated + stats.unscored).toBe(stats.apps);
    expect(Object.values(stats.sources).reduce((sum, count) => sum + count, 0)).toBe(stats.knownValues);
  });

  it('has an authored head, much of it deep', () => {
    const scored = (app: (typeof apps)[number]): number =>
      new Set(
        Object.keys(app.factors).flatMap((id) => {
          const def = factorDef(id);
          return def === undefined || def.rule === null ? [] : [weightKey(def)];
        }),
      ).size;
    expect(authored.length).toBeGreaterThanOrEqual(4000);
    expect(authored.filter((app) => Object.keys(app.factors).length >= 10).length).toBeGreaterThanOrEqual(3500);
    expect(authored.filter((app) => scored(app) >= 25).length).toBeGreaterThanOrEqual(800);
  });

  it('has a usable domain and a name for every app, and a vendor and a description for authored ones', () => {
    expect(matcher.rejected).toEqual([]);
    for (const app of apps) {
      expect(app.domains.length, app.id).toBeGreaterThan(0);
      expect(app.name.trim(), app.id).toBe(app.name);
      expect(app.name, app.id).not.toBe('');
    }
    for (const app of authored) expect(app.vendor, app.id).toBeTruthy();
  });

  it('says of each value whether it is known, follows from a rule or is inferred', () => {
    const inferred = new Set(['headquarters', 'consumerPopularity']);
    for (const app of apps) {
      for (const [id, fact] of Object.entries(app.factors)) {
        if (fact.basis === 'inferred') expect(inferred.has(id), `${app.id} ${id}`).toBe(true);
        if (fact.source === 'category rule') expect(fact.basis, app.id).toBe('rule');
      }
    }
  });

  it('says where the category is but what words of the name tell', () => {
    const byRule = apps.filter((app) => app.categoryBasis === 'rule');
    expect(byRule.length).toBeGreaterThan(1000);
    expect(byRule.length).toBeLessThan(apps.length / 4);
    expect(byRule.filter((app) => app.description !== null)).toEqual([]);
    expect(apps.find((app) => app.name === 'East Carolina University')?.categoryBasis).toBe('rule');
  });

  it('scores every app from its columns as from its values', () => {
    const weights = compileWeights(DEFAULT_WEIGHTS);
    const scorer = new PackedScorer(catalog, weights, AS_OF);
    for (const [index, app] of apps.entries()) {
      if (index % 7 === 0) expect(scorer.score(index), app.id).toEqual(scoreSummary(app, weights, AS_OF));
    }
  });

  it('finds every app by its own domains', () => {
    for (const app of apps) {
      for (const domain of app.domains) expect(idOf(domain.replace('*', 'contoso')), domain).toBe(app.id);
    }
  });

  it('leaves unknown what one list alone states and nobody bears out', () => {
    const stated = (id: string) => apps.find((one) => one.id === id)?.factors ?? {};
    for (const id of ['academia-edu', '1password', 'quickbooks']) expect(stated(id).isSupportsSaml, id).toBeUndefined();
    expect(stated('slack').isSupportsSaml?.value).toBe(true);
    for (const factor of ['isHipaa', 'isSoc2', 'isIso27001', 'isSupportsSaml'])
      expect(stated('amazon-shopping')[factor], factor).toBeUndefined();
    expect(stated('viber').isMultiFactorAuthentication).toBeUndefined();
    for (const id of ['duolingo', 'w3schools', 'kayak']) expect(stated(id).isUserAuditTrail, id).toBeUndefined();
    for (const id of ['bing', 'medium']) expect(stated(id).isIpAddressRestriction, id).toBeUndefined();
    expect(stated('quillbot').isUserRolesSupport).toBeUndefined();
    expect(stated('okta').isUserAuditTrail?.value).toBe(true);
    // Struck down in July 2020: nobody has it.
    for (const app of apps) expect(app.factors.isPrivacyShield, app.id).toBeUndefined();
  });

  it('never claims to know that a provider lacks a certificate', () => {
    const certificates = /^is(Iso|Soc\d|Hipaa|Hitrust|Fisma|Ssae|Isae|Cobit|Sp80053)/;
    for (const app of apps) {
      for (const [id, fact] of Object.entries(app.factors)) {
        if (certificates.test(id)) expect(fact.value, `${app.id} ${id}`).toBe(true);
        if (['pciDssVersion', 'fedRampLevel'].includes(id)) expect(fact.value, app.id).not.toBe('notSupported');
      }
    }
  });

  it('does not give a service the FedRAMP level of its government edition', () => {
    const level = (id: string) => apps.find((one) => one.id === id)?.factors.fedRampLevel?.value;
    for (const id of ['okta', 'zoom', 'webex', 'salesforce', 'servicenow', 'zscaler'])
      expect(level(id), id).toBeUndefined();
    // GovCloud, where the level is high, is apart; Azure's own regions are authorised.
    expect(level('amazon-web-services')).toBe('moderate');
    expect(level('microsoft-azure')).toBe('high');
  });

  it('takes nobody for safe of whom little is known', () => {
    const weights = compileWeights(DEFAULT_WEIGHTS);
    const shown = new Map<string, number | null>();
    for (const app of apps) {
      const score = scoreSummary(app, weights, AS_OF);
      shown.set(app.id, score.display);
      if (score.basis === 'estimated') expect(score.display, app.id).toBeLessThanOrEqual(7);
      if (score.basis === 'unscored') expect(score.display, app.id).toBeNull();
      // Low risk asks for more than a third of what there is to know, most of it good.
      if ((score.display ?? 0) >= 8) expect(score.coverage, app.id).toBeGreaterThan(0.35);
    }
    for (const id of ['mega', 'wetransfer', 'mediafire', 'pastebin', 'tiktok', 'telegram', 'deepseek'])
      expect(shown.get(id), id).toBeLessThanOrEqual(6);
    for (const id of ['amazon-web-services', 'microsoft-teams', 'salesforce', 'slack', 'okta', 'github'])
      expect(shown.get(id), id).toBeGreaterThanOrEqual(8);
    expect(statsOf(apps)).toMatchObject({ atTen: 0 });
  });
});

describe('hosts', () => {
  it.each([
    ['drive.google.com', 'google-drive'],
    ['mail.google.com', 'gmail'],
    ['docs.google.com', 'google-docs'],
    ['www.google.com', 'google-search'],
    ['contoso.sharepoint.com', 'sharepoint-online'],
    ['contoso-my.sharepoint.com', 'onedrive-for-business'],
    ['onedrive.live.com', 'onedrive-personal'],
    ['outlook.office.com', 'exchange-online'],
    ['outlook.live.com', 'outlook-com'],
    ['bucket.s3.eu-central-1.amazonaws.com', 'amazon-s3'],
    ['bucket.s3.amazonaws.com', 'amazon-s3'],
    ['bucket.s3-eu-west-1.amazonaws.com', 'amazon-s3'],
    ['ec2.eu-west-1.amazonaws.com', 'amazon-web-services'],
    ['console.aws.amazon.com', 'amazon-web-services'],
    ['www.amazon.com', 'amazon-shopping'],
    ['storage.blob.core.windows.net', 'azure-blob-storage'],
    ['chat.openai.com', 'chatgpt'],
    ['api.openai.com', 'openai-api'],
    ['someone.github.io', 'github'],
    ['workdrive.zoho.com', 'zoho-workplace'],
  ])('%s is %s', (host, id) => {
    expect(idOf(host)).toBe(id);
  });

  it.each([
    ['chime.com', 'amazon-chime'],
    ['kraken.io', 'kraken'],
    ['mail.de', 'mail-ru'],
    ['hermes.com', 'hermes'],
    ['www.au.com', 'aarhus-university'],
    ['beeline.ru', 'beeline'],
    ['data.gov.au', 'data-gov-in'],
  ])('%s is not the namesake %s', (host, id) => {
    expect(idOf(host)).not.toBeNull();
    expect(idOf(host)).not.toBe(id);
  });

  it.each([
    ['hsbc.ca', 'hsbc'],
    ['decathlon.es', 'decathlon'],
    ['expedia.co.jp', 'expedia'],
    ['fnac.pt', 'fnac-darty'],
  ])('%s is a site of %s abroad', (host, id) => {
    expect(idOf(host)).toBe(id);
  });

  it.each([
    'co.uk',
    'com',
    'example.co.uk',
    'example.com',
    'notdropbox.com',
    'dropbox.com.example.net',
    'localhost',
    '',
  ])('"%s" is nobody’s', (host) => {
    expect(idOf(host)).toBeNull();
  });

  it('covers the sample organisation: apps as apps, background as background', () => {
    for (const { hosts } of [...BUSINESS_APPS, ...SHADOW_APPS]) {
      for (const host of hosts) expect(kindOf(host), host).toMatch(/^(saas|consumer)$/);
    }
    for (const { host } of Object.values(STORY_APPS)) expect(kindOf(host), host).toMatch(/^(saas|consumer)$/);
    for (const { host } of BACKGROUND) expect(kindOf(host), host).toMatch(/^(infrastructure|tracker)$/);
  });
});
