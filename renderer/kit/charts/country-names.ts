import { getAlpha2Codes } from 'i18n-iso-countries';
import { countryText } from '../../../core/kit/country-name.ts';

/** English name of an ISO 3166-1 alpha-2 country; the code itself when it is not known. */
export function countryName(code: string | null): string {
  return code === null ? 'Not known' : countryText(code);
}

/** Every country by code and name, ordered by name. */
export function countryChoices(): { readonly value: string; readonly label: string }[] {
  return Object.keys(getAlpha2Codes())
    .map((value) => ({ value, label: `${countryText(value)} (${value})` }))
    .sort((a, b) => a.label.localeCompare(b.label));
}
