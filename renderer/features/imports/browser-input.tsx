import { useAddLogs } from '../../data/use-add-logs.ts';
import { chosenFiles } from '../../kit/dropped-files.ts';

/** The hidden file inputs behind "Import logs…" and "Import a folder…" in a browser. */
export function BrowserInputs() {
  const logs = useAddLogs();
  const take = (input: HTMLInputElement): void => {
    const files = chosenFiles(input.files);
    // The same file may be chosen again later.
    input.value = '';
    void logs.addFiles(files);
  };
  return (
    <>
      <input id="uc-file-input" type="file" multiple hidden onChange={(event) => take(event.currentTarget)} />
      <input
        id="uc-folder-input"
        type="file"
        multiple
        hidden
        {...{ webkitdirectory: '' }}
        onChange={(event) => take(event.currentTarget)}
      />
    </>
  );
}
