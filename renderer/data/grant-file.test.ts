import { expect, test } from 'vitest';
import type { HostClient } from '../../core/contract/client.ts';
import { AppError } from '../../core/contract/errors.ts';
import { acceptDated, leftOutText } from './grant-file.ts';

const file = (name: string): { readonly file: File; readonly relativePath: string } => ({
  file: new File(['x'], name, { lastModified: 7 }),
  relativePath: name,
});
/** A host that cannot read what is named so. */
function hostWithout(gone: readonly string[], code: 'file.notReadable' | 'workspace.diskFull'): HostClient {
  return {
    host: () => Promise.reject(new Error('not asked')),
    onCommand: () => () => undefined,
    acceptFiles: async (files) =>
      files.map(({ relativePath: name }) => {
        if (gone.includes(name)) throw new AppError(code, `${name} is gone.`);
        return { token: `token of ${name}`, name };
      }),
  };
}

test('a file that went away is left out and named, the others keep their dates', async () => {
  const given = ['a.log', 'b.log', 'c.log'].map(file);
  expect(await acceptDated(hostWithout(['b.log'], 'file.notReadable'), given, ['locked'])).toEqual({
    files: [
      { token: 'token of a.log', name: 'a.log', modified: 7 },
      { token: 'token of c.log', name: 'c.log', modified: 7 },
    ],
    leftOut: ['locked', 'b.log'],
  });
  expect(leftOutText(['locked', 'b.log'])).toMatch(/^“locked” and 1 more are left out/);
  expect(leftOutText([])).toBeNull();
});

test('where none is left, or the disk is full, nothing goes on', async () => {
  const gone = acceptDated(hostWithout(['b.log'], 'file.notReadable'), [file('b.log')]);
  await expect(gone).rejects.toMatchObject({ code: 'file.notReadable', data: { path: 'b.log' } });
  await expect(acceptDated(hostWithout([], 'file.notReadable'), [], ['locked'])).rejects.toThrow('locked');
  const full = acceptDated(hostWithout(['b.log'], 'workspace.diskFull'), ['a.log', 'b.log'].map(file));
  await expect(full).rejects.toMatchObject({ code: 'workspace.diskFull' });
});
