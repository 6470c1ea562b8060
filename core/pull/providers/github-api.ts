/** Where GitHub's REST API is, and how it is asked. */
import type { Values } from '../provider.ts';

export function githubApi({ server = '' }: Values): string {
  if (server === '') return 'https://api.github.com';
  return server.endsWith('.ghe.com') ? `https://api.${server}` : `https://${server}/api/v3`;
}

export const GITHUB_HEADERS = { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' };
