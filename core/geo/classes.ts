/**
 * What kind of network an autonomous system is. Authored facts (`resources/geo/asn-class.tsv`) go first; a network that they do not
 * name is judged by the words of its name, and marked so: a name is a hint, not a fact.
 */
import { ADDRESS_CLASSES, type AddressClass } from '../model/address.ts';

export interface ClassBasis {
  readonly class: AddressClass;
  /** `table`: entered by hand; `name`: a word of the network's name; else the list that says so. */
  readonly basis: string;
}

/** Classes by number of the autonomous system. @throws Error naming the line that is none */
export function readClassTable(text: string): ReadonlyMap<number, readonly AddressClass[]> {
  const table = new Map<number, readonly AddressClass[]>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '' || line.startsWith('#')) continue;
    const [number = '', classes = ''] = line.split('\t');
    const found = classes.split(',');
    if (!/^[1-9]\d{0,9}$/.test(number) || !found.every(isClass) || table.has(Number(number))) {
      throw new Error(`Line ${index + 1} of the network classes is not understood: "${line.slice(0, 100)}"`);
    }
    table.set(Number(number), found.filter(isClass));
  }
  return table;
}

function isClass(text: string): text is AddressClass {
  return (ADDRESS_CLASSES as readonly string[]).includes(text);
}

/** In order: the first that fits decides, so that a university's data centre is a university. */
const NAME_RULES: readonly (readonly [AddressClass, RegExp])[] = [
  [
    'education',
    /\b(universit\w*|universid\w*|universiteit|college|school\w*|academ(y|ic|ia)|hochschule|instituto tecnologico|polytechnic\w*|research and education|education(al)? network)\b/,
  ],
  [
    'government',
    /\b(government\w*|ministry|ministerio|minist[eè]re|ministerstvo|municipality|parliament|state of [a-z]+|city of [a-z]+|county of [a-z]+|department of (defen[cs]e|justice|state|health|the interior|the treasury|energy))\b/,
  ],
  ['vpn', /\b(vpn|anonymizer)\b/],
  ['tor', /\btor[- ]?(exit|project|servers|relays?)\b/],
  ['satellite', /\b(satellite (comm\w*|broadband|internet|net\w*)|satcom)\b/],
  ['cdn', /\b(cdn|content delivery)\b/],
  ['mobile', /\b(mobile (tele\w*|comm\w*|network\w*)|cellular|gsm|mobilna|telefonia movil)\b/],
  [
    'hosting',
    /\b(\w*hosting|webhost\w*|servers?|vps|data ?cent(er|re)s?|datacent\w*|colocation|cloud|dedicated servers?|rechenzentrum)\b/,
  ],
  [
    'isp',
    /\b(tele(c|k)om\w*|broadband|cable(vision)?|internet service\w*|isp|fib(er|re)\w*|telef[oó]nica|telephone|comunica[cç]\w*|wireless|provedor\w*)\b/,
  ],
];

/** What a network is, with the reason. Empty where neither the table nor its name says. */
export function classesOf(
  table: ReadonlyMap<number, readonly AddressClass[]>,
  number: number,
  name: string,
): readonly ClassBasis[] {
  const authored = table.get(number);
  if (authored) return authored.map((one) => ({ class: one, basis: 'table' }));
  const words = name.toLowerCase();
  const rule = NAME_RULES.find(([, pattern]) => pattern.test(words));
  return rule ? [{ class: rule[0], basis: 'name' }] : [];
}
