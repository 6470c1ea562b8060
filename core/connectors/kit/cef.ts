/** What connectors of products that write CEF or LEEF have in common. */
import type { Shape } from '../declare.ts';

/** A record of the product, by the header's columns. @param words what the product calls it */
export function cefShape(vendor: RegExp, product: RegExp, words: string): Shape {
  return {
    has: ['deviceVendor', 'deviceProduct', 'deviceVersion', 'signatureId', 'severity'],
    where: { deviceVendor: vendor, deviceProduct: product },
    score: 1,
    words: `${words}: CEF of its vendor and product`,
  };
}

/** When it happened, best first, by CEF's full names. */
export const CEF_TIME: readonly string[] = ['deviceReceiptTime', 'startTime', 'endTime'];
