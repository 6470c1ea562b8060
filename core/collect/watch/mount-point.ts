/**
 * Whether a share is there: while it is not, its mount point is an empty folder that can be read without complaint.
 * In: device numbers of folders. A mounted folder lies on another device than the one above it.
 */
import { stat } from 'node:fs/promises';
import path from 'node:path';

/** Number of the device that a folder lies on. */
type DeviceOf = (folder: string) => Promise<number>;

const deviceOnDisk: DeviceOf = async (folder) => (await stat(folder)).dev;

/** The folder at or above this one at which its file system is mounted; null where that is the root. @throws the system's error */
export async function mountPointOf(folder: string, deviceOf: DeviceOf = deviceOnDisk): Promise<string | null> {
  const device = await deviceOf(folder);
  let place = path.resolve(folder);
  for (;;) {
    const above = path.dirname(place);
    if (above === place) return null;
    if ((await deviceOf(above)) !== device) return place;
    place = above;
  }
}

/** False once what was mounted there no longer is; another file system in its place is one, too. */
export async function isMounted(place: string, deviceOf: DeviceOf = deviceOnDisk): Promise<boolean> {
  try {
    return (await deviceOf(place)) !== (await deviceOf(path.dirname(place)));
  } catch {
    return false;
  }
}
