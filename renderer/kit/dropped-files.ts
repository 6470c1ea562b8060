export interface DroppedFile {
  readonly file: File;
  readonly relativePath: string;
}

/**
 * The files of a drop, folders walked into. Under Electron (`wholeFolders`) a folder is handed over as one thing,
 * because its path is known and the engine walks it itself.
 */
export async function droppedFiles(data: DataTransfer, wholeFolders: boolean): Promise<readonly DroppedFile[]> {
  // The list is emptied when the event is over, so everything is taken out of it before the first await.
  const items = [...data.items].filter((item) => item.kind === 'file');
  const taken = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found: DroppedFile[] = [];
  for (const { entry, file } of taken) {
    if (entry?.isDirectory && !wholeFolders) await walk(entry, found);
    else if (file !== null) found.push({ file, relativePath: file.name });
  }
  return found;
}

async function walk(entry: FileSystemEntry, found: DroppedFile[]): Promise<void> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    found.push({ file, relativePath: entry.fullPath.replace(/^\//, '') });
    return;
  }
  if (!isFolder(entry)) return;
  const reader = entry.createReader();
  // A reader gives at most 100 entries at a time, and none when it is through.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return;
    for (const child of some) await walk(child, found);
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
