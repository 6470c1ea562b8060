/**
 * In: a row of `gam report APPLICATION`, as it writes CSV: an event a row, with a column for each parameter. Out: the event, with its parameters as
 * the Reports API lists them. Source: https://github.com/GAM-team/GAM/wiki/Reports.
 */
import type { Shape } from '../declare.ts';
import type { JsonObject } from '../kit/source-record.ts';

export const GAM_SHAPE: Shape = {
  has: ['name', 'id.applicationName', 'id.time', 'id.uniqueQualifier'],
  score: 0.95,
  words: 'a row of a GAM report: name, id.applicationName, id.time, id.uniqueQualifier',
};

/** Columns of the activity itself. */
const OWN = /^(?:name|type|kind|etag|ipAddress|ownerDomain|(?:actor|id|networkInfo|resourceDetails)(?:\.|$))/;
/** Parameters that are lists, which GAM writes with blanks between. */
const LISTS: ReadonlySet<string> = new Set(['scope']);

export function gamParameters(row: JsonObject): readonly JsonObject[] {
  return Object.entries(row).flatMap(([name, value]): readonly JsonObject[] => {
    if (OWN.test(name) || typeof value !== 'string' || value === '') return [];
    return LISTS.has(name) ? [{ name, multiValue: value.split(/\s+/) }] : [{ name, value }];
  });
}
