import { describe, expect, it } from 'vitest';
import { hostsOf, suggestDomains, suggestName } from './suggest-app.ts';

describe('a new app from hosts', () => {
  it('claims what one owner controls, once', () => {
    expect(suggestDomains(['files.acme.example', 'cdn.acme.example', 'acme.example'])).toEqual(['acme.example']);
    expect(suggestDomains(['team.github.io'])).toEqual(['team.github.io']);
    expect(suggestDomains(['a.b.example.co.uk'])).toEqual(['example.co.uk']);
    expect(suggestDomains(['192.0.2.7', 'intranet'])).toEqual(['192.0.2.7', 'intranet']);
  });

  it('guesses a name', () => {
    expect(suggestName(['acme-files.example'])).toBe('Acme Files');
    expect(suggestName([])).toBe('');
  });

  it('asks for the domain and everything below it', () => {
    expect(hostsOf(['acme.example', ' '])).toBe('host:acme.example or host$=".acme.example"');
  });
});
