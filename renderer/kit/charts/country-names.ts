import { getName, getNames, registerLocale } from 'i18n-iso-countries';
import english from 'i18n-iso-countries/langs/en.json';

registerLocale(english);

/** English name of an ISO 3166-1 alpha-2 country; the code itself when it is not known. */
export function countryName(code: string | null): string {
  if (code === null) return 'Not known';
  return getName(code, 'en', { select: 'alias' }) ?? getName(code, 'en') ?? code;
}

/** Every country by code and name, ordered by name. */
export function countryChoices(): { readonly value: string; readonly label: string }[] {
  return Object.entries(getNames('en', { select: 'official' }))
    .map(([value, label]) => ({ value, label: `${label} (${value})` }))
    .sort((a, b) => a.label.localeCompare(b.label));
}
