/** What times in a filter are read by: the workspace's zone, the present, and the last event of the data asked about. */
import { createZone } from '../kit/zone.ts';
import type { TimeContext } from '../query/index.ts';
import { activityExtentOf, extentOf } from './discovery/extent.ts';
import type { WorkspaceView } from './workspace-view.ts';

const MINUTE = 60_000;

/**
 * The present is that of the running minute, so that the page, the timeline and the facets of one look agree.
 * @param about which data `end` is the end of; the other's where there is none
 */
export function filterTimes(view: WorkspaceView, about: 'traffic' | 'activities', now = Date.now()): TimeContext {
  const zone = createZone(view.meta.displayZone);
  const traffic = extentOf(view.db, null);
  const activities = activityExtentOf(view.db);
  const extent = about === 'traffic' ? (traffic ?? activities) : (activities ?? traffic);
  return {
    ...(zone === undefined ? {} : { zone }),
    now: Math.floor(now / MINUTE) * MINUTE,
    ...(extent === null ? {} : { end: extent.to }),
  };
}
