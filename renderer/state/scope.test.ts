import { describe, expect, it } from 'vitest';
import { extentAt } from './scope.ts';

const traffic = { from: 100, to: 200 };
const activities = { from: 10, to: 900 };

describe('the extent that relative ranges count back from', () => {
  it('is that of what the page is about', () => {
    const both = { extent: traffic, activityExtent: activities };
    expect(extentAt('/discovery/apps', both)).toBe(traffic);
    expect(extentAt('/connected/activities', both)).toBe(activities);
  });
  it('is that of the other kind where the workspace has only one, and none where it is empty', () => {
    expect(extentAt('/discovery/apps', { extent: null, activityExtent: activities })).toBe(activities);
    expect(extentAt('/connected/activities', { extent: traffic, activityExtent: null })).toBe(traffic);
    expect(extentAt('/connected/activities', { extent: null, activityExtent: null })).toBeNull();
    expect(extentAt('/connected/activities', null)).toBeNull();
  });
});
