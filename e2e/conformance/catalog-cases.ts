import type { Stage } from './cases.ts';
import { codeOf } from './code-of.ts';

export const HOST = 'files.example.com';

/** Cases of the app catalog. They run in this order, after an import and before what asks for tagged apps. */
export const CATALOG_CASES = {
  'catalog.listCategories': async ({ call, kept }: Stage) => {
    const categories = await call('catalog.listCategories', {});
    kept.set('category', categories[0]?.id ?? '');
    return categories;
  },
  'catalog.listApps': async ({ call }: Stage) => {
    const { total, columns } = await call('catalog.listApps', {
      filter: 'category:crm and factor.isSoc2:yes',
      sort: { column: 'scoreLow', direction: 'desc' },
      page: { limit: 2 },
    });
    return { total: total > 0, columns };
  },
  'catalog.exportApps': async ({ call }: Stage) =>
    call('catalog.exportApps', { search: 'dropbox', columns: ['id', 'name'], format: 'csv' }),
  'catalog.getScoring': async ({ call }: Stage) => (await call('catalog.getScoring', {})).settings,
  'catalog.previewScoring': async ({ call }: Stage) => {
    const { settings } = await call('catalog.getScoring', {});
    const { tookMs: _, ...preview } = await call('catalog.previewScoring', {
      settings: { ...settings, bands: { high: 5, medium: 8 } },
    });
    return preview;
  },
  'catalog.setScoring': async ({ call }: Stage) => {
    const { settings } = await call('catalog.getScoring', {});
    return call('catalog.setScoring', { settings: { ...settings, bands: { high: 4, medium: 7 } } });
  },
  'catalog.createCustomApp': async ({ call, kept }: Stage) => {
    const app = { name: 'Example Files', category: kept.get('category') ?? '', domains: [HOST], headquarters: 'DE' };
    const { id } = await call('catalog.createCustomApp', app);
    kept.set('app', id);
    return id;
  },
  'catalog.updateCustomApp': async ({ call, kept }: Stage) => {
    const app = { name: 'Example Drive', category: kept.get('category') ?? '', domains: [HOST], vendor: 'Example' };
    return call('catalog.updateCustomApp', { ...app, id: kept.get('app') ?? '' });
  },
  'catalog.getApp': async ({ call, kept }: Stage) => {
    const { name, domains, custom } = await call('catalog.getApp', { id: kept.get('app') ?? '' });
    return { name, domains, custom };
  },
  'catalog.searchApps': async ({ call }: Stage) => call('catalog.searchApps', { text: 'example dri' }),
  'catalog.lookUpHosts': async ({ call }: Stage) =>
    call('catalog.lookUpHosts', { hosts: [`a.${HOST}`, 'nobody.example'] }),
  'catalog.getStats': async ({ call }: Stage) => call('catalog.getStats', {}),
  'catalog.tagApps': async ({ call, kept }: Stage) =>
    call('catalog.tagApps', { apps: [{ id: kept.get('app') ?? '', tag: 'unsanctioned' }] }),
  'catalog.setNote': async ({ call, kept }: Stage) =>
    call('catalog.setNote', { id: kept.get('app') ?? '', note: 'seen' }),
  'catalog.overrideScore': async ({ call, kept }: Stage) =>
    call('catalog.overrideScore', { id: kept.get('app') ?? '', score: 3 }),
  'catalog.decideApps': async ({ call, kept }: Stage) =>
    call('catalog.decideApps', { apps: [{ id: kept.get('app') ?? '', note: 'seen twice', category: null }] }),
  'catalog.correctApp': async ({ call, kept }: Stage) =>
    call('catalog.correctApp', { id: kept.get('app') ?? '', category: 'crm', factors: { isSoc2: true } }),
  'catalog.readAppList': async ({ call }: Stage) =>
    call('catalog.readAppList', { text: 'Name,Score,Tags\nDropbox,7,Sanctioned\nNobody knows it,3,\n' }),
  'catalog.exportChanges': async ({ call, kept }: Stage) => {
    const { apps, customApps } = await call('catalog.exportChanges', {});
    return [apps.find(({ id }) => id === kept.get('app')), customApps.length];
  },
  'catalog.exportDecisions': async ({ call }: Stage) => call('catalog.exportDecisions', { format: 'csv' }),
  'catalog.importChanges': async ({ call }: Stage) =>
    call('catalog.importChanges', { changes: await call('catalog.exportChanges', {}) }),
  'catalog.getRelease': async ({ call }: Stage) => call('catalog.getRelease', {}),
  // The catalog in force is everybody's on this computer: what is applied, and gone back from, is proved by its own tests.
  'catalog.inspectUpdate': async ({ call, adapter, log }: Stage) =>
    codeOf(call('catalog.inspectUpdate', { token: await adapter.giveFile(log) })),
  'catalog.applyUpdate': async ({ call, adapter, log }: Stage) =>
    codeOf(call('catalog.applyUpdate', { token: await adapter.giveFile(log) })),
  'catalog.rollBack': async ({ call }: Stage) => codeOf(call('catalog.rollBack', { to: 'previous' })),
  'catalog.trustKey': async ({ call, adapter, log }: Stage) =>
    codeOf(call('catalog.trustKey', { token: await adapter.giveFile(log), name: 'Example' })),
  'catalog.distrustKey': async ({ call }: Stage) => codeOf(call('catalog.distrustKey', { id: '0'.repeat(16) })),
  'catalog.setCustomTags': async ({ call, kept }: Stage) =>
    call('catalog.setCustomTags', { apps: [kept.get('app') ?? ''], add: ['Pilot'] }),
  'catalog.listCustomTags': async ({ call }: Stage) => call('catalog.listCustomTags', {}),
  'catalog.deleteCustomTag': async ({ call }: Stage) => call('catalog.deleteCustomTag', { name: 'pilot' }),
};
