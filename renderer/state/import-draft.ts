import { create } from 'zustand';

export interface DraftFile {
  readonly token: string;
  readonly name: string;
  /** The file's own date (ms since 1970), which a host that copies it does not know. */
  readonly modified?: number;
}

export interface DraftUpload {
  readonly name: string;
  readonly sent: number;
  readonly bytes: number;
}

interface ImportDraft {
  /** Files chosen for the import that is being prepared. */
  readonly files: readonly DraftFile[];
  /** The file on its way to the local server, in a browser. */
  readonly upload: DraftUpload | null;
  add(files: readonly DraftFile[]): void;
  remove(token: string): void;
  clear(): void;
  setUpload(upload: DraftUpload | null): void;
}

export const useImportDraft = create<ImportDraft>()((set) => ({
  files: [],
  upload: null,
  add: (files) => set((now) => ({ files: [...now.files, ...files] })),
  remove: (token) => set((now) => ({ files: now.files.filter((file) => file.token !== token) })),
  clear: () => set({ files: [], upload: null }),
  setUpload: (upload) => set({ upload }),
}));
