/** Pulls audit logs from providers' APIs. Knows nothing of workspaces: what it reads and where it stopped is its caller's to keep. */
export { Client, type ClientLimits, type Written } from './client.ts';
export { PullFault } from './fault.ts';
export { type Listing, type ListingStep, MOST_LISTED, readListing } from './listing.ts';
export { internet, type PullNetwork, type WayOut } from './network.ts';
export { type Ask, DAY, type Feed, HOUR, MINUTE, type Provider, type Setting, type Values } from './provider.ts';
export { findProvider, PROVIDERS } from './providers.ts';
export { environmentProxy } from './proxied-fetch.ts';
export { type FeedFile, type FeedPosition, prepareFeed, readFeed } from './read-feed.ts';
export {
  explainRefusal,
  type Target,
  valuesForChanges,
  type WriteAction,
  type Writing,
  writeKey,
  writeSettings,
} from './writing.ts';
