import type { Page } from '../../kit/page.ts';

/** Pages of the Discovery group, in the rail's order. */
export const discoveryPages: readonly Page[] = [];
