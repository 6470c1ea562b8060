/** Hands a finished file to the browser's (or Electron's) own save path. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own reference by the next task; freeing it at once loses the file in some browsers.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A table as text, for a spreadsheet: Excel takes UTF-8 for the computer's own encoding unless a byte order mark stands in front. */
export function spreadsheetBlob(text: string, type: string): Blob {
  return new Blob(['\ufeff', text], { type: `${type};charset=utf-8` });
}

/** A title as a file name: lower case, words joined by dashes. */
export function fileStem(title: string): string {
  return (
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '') || 'chart'
  );
}
