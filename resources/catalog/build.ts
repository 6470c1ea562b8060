/**
 * Builds the catalog from the files of this folder: `npm run catalog:build`.
 *
 *   apps/CATEGORY.ndjson  authored apps, one a line: identity, domains, facts by source (words of tokens.ts)
 *   lists/LIST.json       facts that one public list states, by id of an authored app
 *   listed/LIST.tsv       apps that one public list names, with its facts (written by import/run.ts)
 *   corrections.json      further domains, kinds, doubted statements and namesakes, found where hosts and facts were looked up
 *   listed/*.txt          hosts of one class: preloaded for HTTPS, disposable mail, link shorteners (more in link-shorteners.json)
 *   rules.json            facts that follow from the category
 *   release.json          version and date of this state, and what became of ids that went up in another app
 *   sources.json          names and years of the sources that authored facts cite
 *
 * Authored values win over lists, lists over rules. The result depends on these files alone: no clock, no network.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type CatalogRelease, checkApp, checkUnique, packCatalog } from '../../core/catalog/index.ts';
import type { CloudApp } from '../../core/model/app.ts';
import { type Corrections, correctDomains, correctListed, dropDoubted } from './merge/corrections.ts';
import { deriveFacts, inferSeat, readHosts } from './merge/derive.ts';
import { finish, type Source } from './merge/draft.ts';
import { readHead } from './merge/head.ts';
import { mergeListed, readListed } from './merge/listed.ts';
import { noticeText } from './merge/notice.ts';
import { readJson } from './merge/read-files.ts';

/** Every app, authored ones among them, in the order of their ids. @throws Error naming file and app. */
export function buildApps(): CloudApp[] {
  const named = readJson<Record<string, Source>>('sources.json');
  const corrections = readJson<Corrections>('corrections.json');
  const rules = readJson<Record<string, string>>('rules.json');
  const rule = named.rule;
  if (rule === undefined) throw new Error('sources.json does not name "rule"');
  const from = {
    rules,
    rule,
    preload: readHosts('listed/hsts-preload.txt', 'known'),
    disposable: readHosts('listed/disposable-mail.txt', 'rule'),
    shorteners: readHosts('listed/link-shorteners.txt', 'rule'),
    ownShorteners: {
      source: { name: 'short links of vendors (general knowledge)', asOf: '2026', basis: 'rule' } as const,
      hosts: new Set(readJson<string[]>('link-shorteners.json')),
    },
  };
  const authored = readHead(named);
  correctDomains(authored, corrections);
  const breadth = mergeListed(authored, readListed(), new Set(corrections.strangers.split(' ')));
  dropDoubted(authored, corrections);
  for (const app of breadth) inferSeat(app);
  const ids = new Set(authored.map((app) => app.id));
  const drafts = correctListed([...authored, ...breadth], corrections);
  for (const app of drafts) deriveFacts(app, ids.has(app.id), from);
  const apps = drafts.map(finish).sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const app of apps) checkApp(app);
  checkUnique(apps);
  return apps;
}

if (import.meta.main) {
  // Whoever reads meanwhile has the old file or the new one whole.
  const file = fileURLToPath(new URL('catalog.bin', import.meta.url));
  writeFileSync(`${file}.${process.pid}`, packCatalog(buildApps(), readJson<CatalogRelease>('release.json')));
  renameSync(`${file}.${process.pid}`, file);
  const notice = new URL('NOTICE.md', import.meta.url);
  if (readFileSync(notice, 'utf8') !== noticeText()) writeFileSync(notice, noticeText());
}
