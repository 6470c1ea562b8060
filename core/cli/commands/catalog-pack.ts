/** catalog new-key, catalog pack: for who publishes catalogs, an organisation its own or the maintainers the next one. */
import { type Command, InvalidArgumentError } from 'commander';
import type { z } from 'zod';
import { releaseDate, releaseVersion } from '../../catalog/update/manifest.ts';
import type { CommandContext } from '../context.ts';
import { humanNumber } from '../human.ts';
import { readTextFile } from '../read-text.ts';
import { refuseExisting, writeWholeFile } from '../write-file.ts';

interface PackOptions {
  readonly out: string;
  readonly key: string;
  readonly publisher: string;
  readonly release: string;
  readonly date: string;
  readonly json?: boolean;
}

export function addCatalogPack(catalog: Command, context: CommandContext): void {
  catalog
    .command('new-key <file>')
    .description('a key pair to sign catalog updates with: FILE is secret, FILE.pub is for everybody')
    .option('--json', 'the key id as JSON')
    .action((file: string, options: { readonly json?: boolean }) => newKey(file, options, context));
  catalog
    .command('pack [apps]')
    .description(
      "a signed update of an apps file (NDJSON or CSV, as 'catalog export' writes them) or of the catalog in force",
    )
    .requiredOption('--out <file>', 'the update to write')
    .requiredOption('--key <file>', 'private key (PEM), made by "catalog new-key"')
    .requiredOption('--publisher <name>', 'who publishes it')
    .requiredOption('--release <version>', 'such as 2026.12.1', checked(releaseVersion))
    .requiredOption('--date <date>', 'such as 2026-12-01', checked(releaseDate))
    .option('--json', "the update's manifest as JSON")
    .action((apps: string | undefined, options: PackOptions) => packUpdate(apps, options, context));
}

function checked(schema: z.ZodType<string>): (text: string) => string {
  return (text) => {
    const read = schema.safeParse(text);
    if (!read.success) throw new InvalidArgumentError(read.error.issues[0]?.message ?? '');
    return read.data;
  };
}

async function newKey(file: string, options: { readonly json?: boolean }, context: CommandContext): Promise<void> {
  await refuseExisting(file);
  await refuseExisting(`${file}.pub`);
  const { newKeyPair, readPublicKey } = await import('../../host/catalog/signing.ts');
  const { privateKey, publicKey } = newKeyPair();
  await writeWholeFile(file, [privateKey], 0o600);
  await writeWholeFile(`${file}.pub`, [publicKey]);
  const { id } = readPublicKey(publicKey, '');
  if (options.json === true) return context.out.json({ id, publicKey: `${file}.pub` });
  return context.out.line(`Key ${id}: keep ${file} secret, hand out ${file}.pub.`);
}

async function packUpdate(file: string | undefined, options: PackOptions, context: CommandContext): Promise<void> {
  // Few commands need any of this.
  const { packCatalog, parseCatalog } = await import('../../catalog/index.ts');
  const { catalogFromCsv } = await import('../../services/catalog/catalog-csv.ts');
  const { movedIds } = await import('../../catalog/update/moved-ids.ts');
  const { makeUpdate } = await import('../../host/catalog/update-file.ts');
  const before = (await import('../shipped-catalog.ts')).openCatalogHere();
  const text = file === undefined ? null : await readTextFile(file);
  const given = text === null ? before.apps() : /^\s*\{/.test(text) ? parseCatalog(text).apps : catalogFromCsv(text);
  const apps = given.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const { release: version, date } = options;
  const bytes = packCatalog(apps, { version, date, renamed: movedIds(before, apps) });
  const update = await makeUpdate(options.out, bytes, options.publisher, await readTextFile(options.key));
  await writeWholeFile(options.out, [update.file]);
  const { manifest } = update;
  if (options.json === true) return context.out.json(manifest);
  return context.out.line(
    `${options.out}: ${humanNumber(manifest.apps)} apps, release ${version} of ${date}, signed with the key ${manifest.key}.`,
  );
}
