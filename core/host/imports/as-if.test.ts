/** Whatever was imported, removed and read again: figures are those of a fresh workspace with only what is left, in order of place. */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  createWorkspace,
  figuresOf,
  type ImportChoice,
  importFiles,
  squidLog,
  startEngine,
  type TestEngine,
  TestFolder,
  w3cLog,
} from '../host.test-kit.ts';

const folder = new TestFolder();
let lived: TestEngine;
let fresh: TestEngine;

beforeAll(async () => {
  [lived, fresh] = await Promise.all([startEngine(), startEngine()]);
});
afterAll(async () => {
  await Promise.all([lived.stop(), fresh.stop()]);
  folder.remove();
});

/** One log as it is met over time. Frames end every 2048 lines on average, so that some edges fall inside of them. */
const VARIANTS = {
  'start.log': squidLog(0, 3000),
  'grown.log': squidLog(0, 5200),
  'rotated.log': squidLog(2500, 7000),
  'overlap.log': squidLog(4000, 9000),
  'inside.log': squidLog(3100, 3700),
  'cut-off.log': squidLog(0, 4000).slice(0, -20),
  'grown.log.gz': gzipSync(squidLog(0, 5200)),
  'windows.log': squidLog(1000, 3500).replaceAll('\n', '\r\n'),
  'w3c.log': w3cLog(0, 1500),
  'w3c-grown.log': w3cLog(0, 2600),
} as const;
type Variant = keyof typeof VARIANTS;
const NAMES = Object.keys(VARIANTS) as Variant[];
const files = new Map(NAMES.map((name) => [name, folder.write(name, VARIANTS[name])]));

const FORMATS = ['auto', 'squid-native', 'w3c'];

type Operation =
  | { readonly do: 'import'; readonly names: readonly Variant[]; readonly choice: ImportChoice }
  | { readonly do: 'remove'; readonly which: number }
  | { readonly do: 'reread'; readonly which: number; readonly change: ImportChoice };

// Mostly one stream and zone: what overlaps is what can go wrong.
const stream = fc.constantFrom('north', 'north', 'north', 'south');
const zone = fc.constantFrom('UTC', 'UTC', 'UTC', 'Asia/Tokyo');
const imported: fc.Arbitrary<Operation> = fc.record({
  do: fc.constant('import' as const),
  names: fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 2, size: 'max' }),
  choice: fc.record({ stream, zone }),
});
const removed: fc.Arbitrary<Operation> = fc.record({ do: fc.constant('remove' as const), which: fc.nat(20) });
const reread: fc.Arbitrary<Operation> = fc.record({
  do: fc.constant('reread' as const),
  which: fc.nat(20),
  change: fc.record({ stream, zone, format: fc.constantFrom(...FORMATS) }, { requiredKeys: [] }),
});
const history = fc
  .tuple(
    fc.array(imported, { minLength: 3, maxLength: 4, size: 'max' }),
    fc.array(fc.oneof(imported, removed, removed, reread, reread), { minLength: 2, maxLength: 5, size: 'max' }),
  )
  .map(([first, then]) => [...first, ...then]);

interface Kept {
  readonly id: number;
  readonly names: readonly Variant[];
  readonly choice: ImportChoice;
}

const pathsOf = (names: readonly Variant[]): string[] => names.flatMap((name) => files.get(name) ?? []);

/** Applies an operation; what cannot be read that way fails and changes nothing. */
async function apply(kept: readonly Kept[], step: Operation): Promise<readonly Kept[]> {
  if (step.do === 'import') {
    const { importId } = await importFiles(lived, pathsOf(step.names), step.choice);
    return [...kept, { id: importId, names: step.names, choice: step.choice }];
  }
  const target = kept[step.which % Math.max(1, kept.length)];
  if (!target) {
    return kept;
  }
  if (step.do === 'remove') {
    await lived.client.run('imports.remove', { id: target.id });
    return renumbered(kept.filter((one) => one !== target));
  }
  const choice = { ...target.choice, ...step.change };
  const readable = await couldBeRead(target.names, choice);
  const reread = lived.client.run('imports.reread', { id: target.id, ...step.change });
  if (!readable) {
    await expect(reread).rejects.toMatchObject({ code: 'file.noFormat' });
    return kept;
  }
  await reread;
  return renumbered(kept.map((one) => (one === target ? { ...one, choice } : one)));
}

async function couldBeRead(names: readonly Variant[], { format = 'auto' }: ImportChoice): Promise<boolean> {
  return format === 'auto' || names.some((name) => name.startsWith('w3c') === (format === 'w3c'));
}

/** Imports that took over lines have new ids; their order of place stays. */
async function renumbered(kept: readonly Kept[]): Promise<readonly Kept[]> {
  const rows = (await lived.client.call('imports.list', {})).filter((row) => row.state === 'done').reverse();
  expect(rows.length).toBe(kept.length);
  return kept.map((one, at) => ({ ...one, id: rows[at]?.id ?? -1 }));
}

let runs = 0;

it('figures after any history are those of what is left', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (operations) => {
      runs++;
      await createWorkspace(lived, folder.fresh('lived.undercast'));
      let kept: readonly Kept[] = [];
      for (const step of operations) {
        kept = await apply(kept, step);
      }
      await createWorkspace(fresh, folder.fresh('fresh.undercast'));
      for (const { names, choice } of kept) {
        await importFiles(fresh, pathsOf(names), choice);
      }
      expect(await figuresOf(lived.client)).toEqual(await figuresOf(fresh.client));
      const sums = (test: TestEngine) =>
        test.client
          .call('imports.list', {})
          .then((rows) => rows.flatMap((row) => (row.state === 'done' ? (row.ledger?.parsed ?? 0) : [])));
      expect(await sums(lived)).toEqual(await sums(fresh));
      expect(await lived.client.run('workspace.checkIntegrity', {})).toMatchObject({ problems: [] });
    }),
    { numRuns: Number(process.env.RUNS ?? 12), seed: Number(process.env.SEED ?? 7), endOnFailure: true },
  );
  expect(runs).toBeGreaterThan(0);
  // Dozens of imports: more than a test's usual minute where the machine is busy.
}, 240_000);

it('holds for files of several slices, whichever parser took which', async () => {
  const early = folder.write('early.log', squidLog(0, 110_000));
  const late = folder.write('late.log.gz', gzipSync(squidLog(55_000, 165_000)));
  await createWorkspace(lived, folder.fresh('lived.undercast'));
  const { importId } = await importFiles(lived, [early]);
  const { ledger } = await importFiles(lived, [late]);
  expect(ledger).toMatchObject({ parsed: 110_000, stored: 55_000 });
  await lived.client.run('imports.remove', { id: importId });
  const [row] = await lived.client.call('imports.list', {});
  expect(row?.ledger).toMatchObject({ parsed: 110_000, stored: 110_000 });

  await createWorkspace(fresh, folder.fresh('fresh.undercast'));
  await importFiles(fresh, [late]);
  expect(await figuresOf(lived.client)).toEqual(await figuresOf(fresh.client));
  const evidence = (test: TestEngine) =>
    test.client.call('discovery.listEvidence', { subject: { user: 'bob@example.com' } });
  const numbers = ({ rows }: Awaited<ReturnType<typeof evidence>>) => rows.map(({ line, raw }) => ({ line, raw }));
  expect(numbers(await evidence(lived))).toEqual(numbers(await evidence(fresh)));
});
