import { describe, expect, it } from 'vitest';
import { countryName } from './country-names.ts';
import { drawWorld } from './world-geo.ts';

describe('drawWorld', () => {
  const world = drawWorld(600);

  it('has a place for large and for tiny countries', () => {
    for (const code of ['US', 'DE', 'FR', 'SG', 'MT', 'LI', 'HK', 'GI', 'XK', 'AU', 'IL']) {
      const at = world.place(code);
      expect(at, code).not.toBeNull();
      expect(at?.[0], code).toBeGreaterThan(0);
      expect(at?.[0], code).toBeLessThan(600);
      expect(at?.[1], code).toBeGreaterThan(0);
      expect(at?.[1], code).toBeLessThan(world.height);
    }
    expect(world.place('ZZ')).toBeNull();
  });

  it('puts France in Europe and the continents where they belong', () => {
    const [fr, us, au] = ['FR', 'US', 'AU'].map((code) => world.place(code) ?? [0, 0]);
    expect(fr?.[0]).toBeGreaterThan(us?.[0] ?? 0);
    expect(au?.[0]).toBeGreaterThan(fr?.[0] ?? 0);
    expect(au?.[1]).toBeGreaterThan(fr?.[1] ?? 0);
    expect(Math.abs((world.place('DE')?.[0] ?? 0) - (fr?.[0] ?? 0))).toBeLessThan(30);
  });
});

describe('countryName', () => {
  it('knows ISO codes and says when there is none', () => {
    expect(countryName('DE')).toBe('Germany');
    expect(countryName(null)).toBe('Not known');
    expect(countryName('ZZ')).toBe('Unknown Region');
    expect(countryName('QQ')).toBe('QQ');
  });
});
