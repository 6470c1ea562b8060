/** Where addresses are and whose they are, from tables that the build made (`resources/geo`). */
export { type AddressSet, addressSet, packRanges, readAddressList } from './address-list.ts';
export { type ClassBasis, readClassTable } from './classes.ts';
export { bytesOf, type Sizes, type Tables, tablesOver } from './layout.ts';
export { createGeoLookUp, type GeoLookUp, type IpFacts, NO_GEO, NOTHING_KNOWN } from './look-up.ts';
export { BASE_PART, bytesOfPart, GeoDataError, PART_COUNT, unpackPart } from './parts.ts';
