import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBaseline } from './baseline.ts';
import { readSnapshots, type SnapshotFile } from './read-snapshot.ts';

const readSnapshot = (name: string, text: string): SnapshotFile | null => readSnapshots(name, text)[0] ?? null;

const CONTROL = {
  'Control ID': 'MS.AAD.1.1v1',
  Requirement: 'Legacy authentication <b>SHALL</b> be blocked.',
  Result: 'Fail',
  Criticality: 'Shall',
  Details: "0 policies meet it.<br/><a href='#caps'>View all CA policies</a>.",
};
const READ = {
  id: 'MS.AAD.1.1v1',
  title: 'Legacy authentication SHALL be blocked.',
  met: false,
  weight: 'Shall',
  details: '0 policies meet it. View all CA policies .',
};

test('results of ScubaGear, as JSON and as CSV, and of Maester are controls of a baseline', () => {
  const scuba = {
    MetaData: { TenantId: 't-1', DisplayName: 'Example' },
    Summary: { AAD: { Failures: 1 } },
    Results: {
      AAD: [{ GroupName: 'Legacy Authentication', GroupNumber: '1', Controls: [CONTROL] }],
      EXO: [
        {
          GroupName: 'Forwarding',
          Controls: [{ 'Control ID': 'MS.EXO.1.1v2', Requirement: 'x', Result: 'Pass', Criticality: 'Shall' }],
        },
      ],
    },
  };
  const json = readSnapshot('ScubaResults_1.json', JSON.stringify(scuba));
  expect(json).toMatchObject({ kind: 'baseline', tenant: 't-1' });
  expect(json?.rows.map(readBaseline)).toMatchObject([READ, { id: 'MS.EXO.1.1v2', met: true }]);
  const csv = readSnapshot(
    'ScubaResults.csv',
    `"Control ID","Requirement","Result","Criticality","Details"\n"MS.AAD.1.1v1","Legacy authentication SHALL be blocked.","Fail","Shall",""\n`,
  );
  expect(csv?.kind).toBe('baseline');
  expect(csv?.rows.map(readBaseline)).toMatchObject([{ ...READ, details: null }]);
  const maester = {
    Result: 'Failed',
    TenantId: 't-1',
    Tests: [
      {
        Name: 'MT.1001: At least one policy is for devices',
        Result: 'Failed',
        Severity: 'High',
        Block: 'Maester/Entra',
      },
      { Id: 'MT.1002', Title: 'Apps are protected', Result: 'Skipped' },
    ],
  };
  const tests = readSnapshot('TestResults.json', JSON.stringify(maester));
  expect(tests).toMatchObject({ kind: 'baseline', tenant: 't-1' });
  expect(tests?.rows.map(readBaseline)).toMatchObject([
    { id: 'MT.1001', title: 'At least one policy is for devices', met: false, weight: 'High' },
    { id: 'MT.1002', title: 'Apps are protected', met: null },
  ]);
});

test('no report, however odd, stops the reading', () => {
  const odd = fc.dictionary(
    fc.constantFrom('Results', 'Tests', 'TenantId', 'MetaData', 'AAD', 'Controls'),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(odd, (report) => {
      readSnapshot('x.json', JSON.stringify(report))?.rows.map(readBaseline);
    }),
  );
});
