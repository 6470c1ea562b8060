import type { FileRow } from '../../../../core/contract/files.ts';
import { BASIS_WORDS } from '../../../../core/model/derived-words.ts';

export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A sharing level and how far it reaches. */
export const LEVEL_TONES = { private: 'none', internal: 'low', external: 'medium', public: 'high' } as const;

/** What tells who can reach a file; null where nothing does. */
export function basisWords(file: Pick<FileRow, 'basis' | 'inheritedFrom'>): string | null {
  if (file.basis === 'folder') return `inherited from ${file.inheritedFrom ?? 'its folder'}`;
  return file.basis === null ? null : BASIS_WORDS[file.basis];
}
