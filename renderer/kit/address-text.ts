import { ADDRESS_CLASS_TITLES, ADDRESS_CLASSES } from '../../core/model/address.ts';

/** Kinds of network, as rows have them (`hosting; vpn`), in words. */
export function addressKindsText(kinds: string): string {
  const words = kinds.split('; ').map((kind) => ADDRESS_CLASSES.find((one) => one === kind));
  return words.flatMap((one) => (one === undefined ? [] : ADDRESS_CLASS_TITLES[one])).join(', ');
}
