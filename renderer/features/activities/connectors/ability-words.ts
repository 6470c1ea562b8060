import type { ConnectedApp } from '../../../../core/contract/connectors.ts';

export type Ability = ConnectedApp['abilities'][number]['ability'];

/** What each ability means, and the filter that asks for its activities. In the order of screens. */
export const ABILITIES: readonly (readonly [ability: Ability, title: string, filter: string])[] = [
  ['signins', 'Sign-ins', 'category:signin'],
  ['accounts', 'Accounts and credentials', 'category:account'],
  ['privileges', 'Roles and privileges', 'category:privilege'],
  ['admin', 'Administrative activities', 'admin:yes'],
  ['oauth', 'Apps and consent', 'category:oauth'],
  ['files', 'Files and sharing', 'category:file'],
  ['mail', 'Mail', 'category:mail'],
  ['messages', 'Messages and meetings', 'category:message'],
  ['policies', 'Policies and settings', 'category:policy'],
  ['code', 'Code', 'category:code'],
  ['data', 'Data access and export', 'category:data'],
];

/** Why a connected app needs a look; empty when it needs none. */
export function doubtsOf({ ingestions, gaps }: ConnectedApp): string[] {
  const cut = ingestions.reduce((sum, { truncated }) => sum + truncated.length, 0);
  const [rejected, read] = ingestions.reduce(([a, b], one) => [a + one.rejected, b + one.read], [0, 0]);
  return [
    ...(cut > 0 ? [`${cut} probably truncated ${cut === 1 ? 'file' : 'files'}`] : []),
    ...(gaps.length > 0 ? [`${gaps.length} ${gaps.length === 1 ? 'gap' : 'gaps'} without events`] : []),
    ...(rejected > read * 0.01 ? [`${rejected} of ${read} records rejected`] : []),
  ];
}

export function keyOf({ connector, app, instance }: ConnectedApp): string {
  return JSON.stringify([connector, app, instance]);
}
