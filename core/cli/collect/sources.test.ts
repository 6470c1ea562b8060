import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../run-cli.test-kit.ts';
import { watchSources } from './sources.ts';

const root = temporaryFolder();

it('watched folders of one name are told apart, whatever their order; one alone keeps its short name', () => {
  const [north, south, other] = ['north/incoming', 'south/incoming', 'other'].map((name) => path.join(root, name));
  for (const folder of [north, south, other]) mkdirSync(folder as string, { recursive: true });
  const namesOf = (folders: readonly (string | undefined)[]): Record<string, string> =>
    Object.fromEntries(watchSources(folders.map(String)).map((one) => [one.stream, one.name]));
  const wanted = {
    North: `folder-${String(north).slice(-90)}`,
    South: `folder-${String(south).slice(-90)}`,
    other: 'folder-other',
  };
  expect(namesOf([`${north}=North`, `${south}=South`, other])).toEqual(wanted);
  expect(namesOf([other, `${south}=South`, `${north}=North`])).toEqual(wanted);
});
