export interface DroppedFile {
  readonly file: File;
  readonly relativePath: string;
}

export interface Dropped {
  readonly files: readonly DroppedFile[];
  /** Files and folders that could not be read. */
  readonly unread: readonly string[];
}

/**
 * The files of a drop, folders walked into; what cannot be read in them is named, and the rest is there all the same. Under Electron (`wholeFolders`) a folder is handed over as one thing,
 * because its path is known and the engine walks it itself.
 */
export async function droppedFiles(data: DataTransfer, wholeFolders: boolean): Promise<Dropped> {
  // The list is emptied when the event is over, so everything is taken out of it before the first await.
  const items = [...data.items].filter((item) => item.kind === 'file');
  const taken = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const files: DroppedFile[] = [];
  const unread: string[] = [];
  for (const { entry, file } of taken) {
    if (entry?.isDirectory && !wholeFolders) await walk(entry, files, unread);
    else if (file !== null) files.push({ file, relativePath: file.name });
  }
  return { files, unread };
}

async function walk(entry: FileSystemEntry, files: DroppedFile[], unread: string[]): Promise<void> {
  const relativePath = entry.fullPath.replace(/^\//, '');
  try {
    if (isFile(entry)) {
      const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
      files.push({ file, relativePath });
      return;
    }
    if (!isFolder(entry)) return;
    const reader = entry.createReader();
    // A reader gives at most 100 entries at a time, and none when it is through.
    for (;;) {
      const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
      if (some.length === 0) return;
      for (const child of some) await walk(child, files, unread);
    }
  } catch {
    // Gone since it was dropped, or not the user's to read.
    unread.push(relativePath);
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}
function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/** Files chosen in a file input; with a folder input they carry their path inside the folder. */
export function chosenFiles(list: FileList | readonly File[] | null): readonly DroppedFile[] {
  return [...(list ?? [])].map((file) => ({ file, relativePath: file.webkitRelativePath || file.name }));
}
