/** Sums by department of the directory and by network of the source, where the workspace can tell them. */
import type { Dashboard } from '../../contract/discovery.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { Groups } from './groups.ts';

/** Null without a directory: a walk for nothing is spared. */
export function departmentGroups(view: WorkspaceView): Groups | null {
  return view.enrichment.people.length > 0 ? new Groups(view, 'department') : null;
}

/** Null where no log names a device: gateways see one network only. */
export function networkGroups(view: WorkspaceView): Groups | null {
  return view.dictionaries.names.device.length > 1 ? new Groups(view, 'network') : null;
}

export function departmentsOf(view: WorkspaceView, groups: Groups | null): Dashboard['departments'] {
  if (!groups) {
    return [];
  }
  const all = groups.sums.transactions(0) > 0 ? [0, ...groups.present()] : groups.present();
  return all.map((group) => ({
    ...groups.counted(group),
    department: group === 0 ? null : (view.enrichment.departments[group] ?? null),
    apps: groups.entityRow(group).apps,
  }));
}

/** Null where nothing tells the two apart. */
export function networkOf(groups: Groups | null): Dashboard['network'] {
  if (!groups || groups.present().length === 0) {
    return null;
  }
  return { unknown: groups.counted(0), on: groups.counted(1), off: groups.counted(2) };
}
