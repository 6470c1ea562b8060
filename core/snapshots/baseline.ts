/**
 * Results of tools that check a tenant against a baseline. In: ScubaGear's ScubaResults (JSON or CSV), Maester's test results. Out: a row for each
 * control, and what a row says. Sources: https://github.com/cisagov/ScubaGear, https://maester.dev.
 */
import type { SnapshotRow } from '../model/snapshot.ts';
import { isObject, RowReader } from './row-reader.ts';

export interface BaselineResult {
  readonly id: string;
  readonly title: string;
  readonly met: boolean | null;
  /** How much it matters, in the tool's words: `Shall`, `High`. */
  readonly weight: string | null;
  readonly details: string | null;
}

const PASSED = /^pass(?:ed)?$/i;
/** A warning stands for what should be and is not. */
const FAILED = /^(?:fail(?:ed)?|warning)$/i;

/** Rows of a report that has its controls in groups, or its tests in a list; null for anything else. */
export function baselineRows(report: SnapshotRow): SnapshotRow[] | null {
  const { Results: results, Tests: tests } = report;
  if (isObject(results)) {
    const tenantId = isObject(report.MetaData) ? report.MetaData.TenantId : undefined;
    const groups = Object.entries(results).flatMap(([product, list]) =>
      (Array.isArray(list) ? list.filter(isObject) : []).map((group) => ({ product, group })),
    );
    const rows = groups.flatMap(({ product, group }) =>
      (Array.isArray(group.Controls) ? group.Controls.filter(isObject) : []).map((control) => ({
        controlId: control['Control ID'],
        requirement: control.Requirement,
        result: control.Result,
        criticality: control.Criticality,
        details: control.Details,
        category: [product, group.GroupName].filter((part) => typeof part === 'string').join(', '),
        tenantId,
      })),
    );
    return rows.length > 0 ? rows : null;
  }
  if (!Array.isArray(tests) || !('TenantId' in report)) return null;
  return tests.filter(isObject).map((test) => {
    const name = typeof test.Name === 'string' ? test.Name : '';
    const [, id = '', title = ''] = /^([A-Z][\w.-]+): (.*)$/s.exec(name) ?? [];
    return {
      controlId: test.Id ?? id,
      requirement: test.Title ?? (title || name),
      result: test.Result,
      criticality: test.Severity,
      category: test.Block,
      tenantId: report.TenantId,
    };
  });
}

/** Null of a row that names no control. */
export function readBaseline(raw: SnapshotRow): BaselineResult | null {
  const row = new RowReader(raw);
  const id = row.text('controlId', 'Control ID');
  if (id === null) return null;
  const result = row.text('result') ?? '';
  return {
    id,
    title: plain(row.text('requirement')) ?? id,
    met: PASSED.test(result) ? true : FAILED.test(result) ? false : null,
    weight: row.text('criticality'),
    details: plain(row.text('details')),
  };
}

/** Reports are made of HTML: links and line breaks go. */
function plain(text: string | null): string | null {
  return text === null
    ? null
    : text
        .replace(/<[^<>]{0,300}>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim() || null;
}
