/**
 * How widely an OAuth app is used elsewhere, as far as that can be known without asking anybody: Microsoft's own apps by the ids
 * that Microsoft publishes, the others by the catalog's popularity of the app that they are called like. A name proves nothing,
 * so the basis is always said with it.
 */
import type { WorkspaceView } from '../workspace-view.ts';

export type CommunityLevel = 'common' | 'uncommon' | 'rare';
export interface CommunityUse {
  readonly level: CommunityLevel;
  /** A sentence for whoever asks how that is known. */
  readonly basis: string;
}

/**
 * Apps of Microsoft that stand in most tenants.
 * Source: https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in
 */
const FIRST_PARTY: ReadonlySet<string> = new Set([
  '00000002-0000-0000-c000-000000000000',
  '00000002-0000-0ff1-ce00-000000000000',
  '00000003-0000-0000-c000-000000000000',
  '00000003-0000-0ff1-ce00-000000000000',
  '00000009-0000-0000-c000-000000000000',
  '0000000a-0000-0000-c000-000000000000',
  '01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9',
  '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
  '14d82eec-204b-4c2f-b7e8-296a70dab67e',
  '1950a258-227b-4e31-a9cf-717495945fc2',
  '1b730954-1685-4b74-9bfd-dac224a7b894',
  '1fec8e78-bce4-4aaf-ab1b-5451cc387264',
  '27922004-5251-4030-b22d-91ecd9a37ea4',
  '2793995e-0a7d-40d7-bd35-6968ba142197',
  '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
  'ab9b8c07-8f02-4f72-87fa-80105867a763',
  'aebc6443-996d-45c2-90f0-388ff96faa56',
  'c44b4083-3bb0-49c1-b47d-974e53cbdf3c',
  'c5393580-f805-4401-95e8-94b7a6ef2fc2',
  'cfa8b339-82a2-471a-a3c9-0fc0be7a4093',
  'd3590ed6-52b3-4102-aeff-aad2292ab01c',
  'de8bc8b5-d9f9-48b1-a8ad-b748da725064',
]);

/** Of the catalog's 1 to 10. */
const COMMON = 7;
const UNCOMMON = 4;

/** @returns null where neither tells */
export type CommunityLookUp = (app: {
  readonly appId: string | null;
  readonly name: string;
  readonly origin: 'microsoft' | 'own' | 'external' | null;
}) => CommunityUse | null;

/** What of a workspace tells. */
export interface AppNames {
  readonly apps: Pick<WorkspaceView['apps'], 'count' | 'name' | 'factor'>;
}

export function communityLookUp(view: AppNames): CommunityLookUp {
  let places: ReadonlyMap<string, number> | null = null;
  return ({ appId, name, origin }) => {
    if (origin === 'microsoft') return { level: 'common', basis: 'The tenant says that it is Microsoft’s own.' };
    if (appId !== null && FIRST_PARTY.has(appId.toLowerCase())) {
      return { level: 'common', basis: 'Its id is that of an app of Microsoft’s that stands in most tenants.' };
    }
    if (origin === 'own') return { level: 'rare', basis: 'Your organisation made it: nobody else has it.' };
    places ??= placesByName(view);
    const place = places.get(name.trim().toLowerCase());
    const popularity = place === undefined ? undefined : view.apps.factor(place, 'consumerPopularity');
    if (place === undefined || typeof popularity !== 'number') return null;
    return {
      level: popularity >= COMMON ? 'common' : popularity >= UNCOMMON ? 'uncommon' : 'rare',
      basis: `The catalog gives ${view.apps.name(place)} a popularity of ${popularity} of 10. Only the name says that this is it.`,
    };
  };
}

/** The apps of the catalog by name; of several with one name, none. */
function placesByName({ apps }: AppNames): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const doubled = new Set<string>();
  for (let index = 0; index < apps.count; index += 1) {
    const name = apps.name(index).toLowerCase();
    if (places.has(name)) doubled.add(name);
    else places.set(name, index);
  }
  for (const name of doubled) places.delete(name);
  return places;
}
