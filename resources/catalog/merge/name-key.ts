/** Names compared: what is left once country, legal form and punctuation are taken off. */
import { compact } from '../import/domains.ts';

const LEGAL =
  /\b(inc|llc|ltd|limited|gmbh|ag|sa|s\.a|srl|bv|b\.v|plc|corp|corporation|co|company|pty|oy|ab|spa|s\.p\.a)\.?$/i;
const COUNTRY_CODE =
  /[\s-]+(?:AE|AR|AT|AU|BE|BG|BR|CA|CH|CL|CN|CO|CZ|DE|DK|EE|ES|EU|FI|FR|GB|GR|HK|HR|HU|ID|IE|IL|IN|IT|JP|KR|LT|LU|LV|MX|MY|NL|NO|NZ|PE|PH|PL|PT|RO|RU|SA|SE|SG|SI|SK|TH|TR|TW|UA|UK|US|USA|VN|ZA)$/;
const COUNTRY_NAME =
  /(?<!\bof)[\s-]+(?:argentina|australia|austria|belgium|brasil|brazil|bulgaria|canada|chile|china|colombia|croatia|czech|czechia|denmark|deutschland|españa|espana|estonia|europe|finland|france|germany|greece|hong kong|hungary|india|indonesia|international|ireland|israel|italia|italy|japan|korea|latvia|lithuania|malaysia|mexico|méxico|netherlands|new zealand|norway|peru|philippines|poland|polska|portugal|romania|russia|singapore|slovakia|slovenia|spain|sweden|switzerland|taiwan|thailand|turkey|uae|ukraine|united kingdom|united states|vietnam)$/i;
const DOMAIN_ENDING = /\.(com|net|org|io|co|de|fr|uk|co\.uk|com\.au|com\.br|it|es|nl|ca|in|jp|co\.jp|pl|ru|eu|us)$/i;

/** `Amazon.de`, `Amazon (Germany)` and `Amazon DE` → `amazon`; `Bank of India` is that country’s own, and stays. */
export function nameKey(name: string): string {
  let text = name.replace(/\s*[([<{][^)\]>}]*[)\]>}]/g, ' ').trim();
  for (const pattern of [DOMAIN_ENDING, LEGAL, COUNTRY_CODE, COUNTRY_NAME, LEGAL])
    text = text.replace(pattern, '').trim();
  return compact(text);
}
