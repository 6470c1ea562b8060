/** What test kits have to put away behind the file that used them: files share a process, and a kit is loaded once in it. */
type End = () => unknown;

const ends: End[] = [];

/** Has `end` called after the tests of the file that runs; from within a test too, where Vitest's own hooks come too late. */
export function afterFile(end: End): void {
  ends.push(end);
}

/** The set-up of every test file calls it when the file is done: the last first. */
export async function endFile(): Promise<void> {
  for (let end = ends.pop(); end !== undefined; end = ends.pop()) await end();
}
