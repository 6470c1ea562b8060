import { scatter } from '../random.ts';

const GIVEN =
  'ada amir ana anika anton aria astrid bela bruno carla celia chen clara dalia dario diego dora eda elif elin emil emre enzo esme eva farah felix finn gala goran greta hana hugo ida ilja imke ines iris ivo jana jasper jonas jun kaja karim keiko kira lars lea leo lina livia luca luka maja malik mara mateo mei mila milan mina mira nadia nanna nico nils nora noam olga omar oskar pavel petra pia quinn rafa ravi rhea robin rosa sami sana sara selma sofie sven tara theo tilda timo tomas uma vera viktor wanda yara yuki zara zeno'.split(
    ' ',
  );
const FAMILY =
  'abend achter alder amsel anker arnsby ashdown auber balder barlow beck bellamy birke blume brandt brook caldera carver castell cedar conway corbin dahl dalgard delmar dorn draper elbers ellery ember engel esker fabre falk farrow fenn fjord flint forst frey gale garrick glade gorse grove hale halden harrow hartwig hazel heron hollis holm hurst ingram iversen jarrow joss juno kallas kaster kell kerr kestrel kimura kolb kranz lark laurel linde lorne lund marlow maurer mercer merle moor morel nash navarro nerud noll norden oakes okoro orlov osei ostrow paley pardo pell perrin quill radley rasmus reed renner rook rowan sable salter sander sasaki selby severin sorrel stark sterling strand tamm tarn teller thorne tindal toller ulm unger vale vance varga vesper voss walden wallin weaver wexler wick wilder winther wolfe wren yarrow yates zeller zorn'.split(
    ' ',
  );

/**
 * The made-up sign-in name of person `index`, e.g. `mira.holm`; a number follows where names repeat
 * (`mira.holm2`), so names are unique up to any head count.
 */
export function accountName(index: number, seed: number): string {
  const pairs = GIVEN.length * FAMILY.length;
  // Stepping by a number without common factors visits every pair once before any repeats.
  const place = (index * 7919 + (scatter(seed) % pairs)) % pairs;
  const given = GIVEN[place % GIVEN.length] ?? 'robin';
  const family = FAMILY[Math.floor(place / GIVEN.length)] ?? 'reed';
  const round = Math.floor(index / pairs);
  return round === 0 ? `${given}.${family}` : `${given}.${family}${round + 1}`;
}

const FIRST =
  'amber arbor aspen azure birch bold brass bright calm cedar clear cobalt copper coral crisp dawn deep delta drift early east ember fair fern field first fleet fresh frost gentle glade gold grand green grey harbour hazel high honest indigo iron ivory jade juniper keen kind lake lemon light lively lunar maple meadow mellow merry mild mint modern moss north oak ocean olive opal open orchard pearl pine plain prime proud quick quiet rain rapid red ridge river royal ruby sage salt sand silver sky slate smart solar solid south spring star steel stone summer sun swift teal tidal trail true urban vale velvet vivid warm west white wide wild willow winter wise wool young zephyr'.split(
    ' ',
  );
const SECOND =
  'academy advice agency alliance archive atlas auction bakery bank barn basket beacon bikes board books bridge brief bureau camp canvas care cargo chart choice circle clinic club coach coast college company corner council craft crew daily depot desk digest direct dock drive energy engine estate events express fabric factory farm fashion finder fitness flight forge forum foundry freight gallery garage garden gazette guide guild habitat hardware health herald hobby home hotel house index inn insight journal jobs kitchen lab ledger lens library link lodge logistics loop mail market media menu mill mobile motors museum music network news notes office optics outlet packaging paper parcel park parts path pets pharmacy phone photo pixel planner plants players plaza point portal post press print radio rail recipes records rental report review room route safety school science seeds sense service shoes shop signal soft sound space sports spot square stage station store stories studio style supply surf systems table tailor team tech theatre ticket tiles times tools tours towers town toys track trade travel tribune trust tutor union vault village vision voyage warehouse watch water weather weekly wheels wine wire wood works workshop world yard'.split(
    ' ',
  );
const PREFIXES = [
  'www',
  'www',
  'www',
  'www',
  'www',
  'cdn',
  'static',
  'api',
  'img',
  'm',
  'shop',
  'news',
  'app',
  'media',
];

/**
 * The host of site `index` in the long tail, under the reserved top-level domain `.example`
 * (e.g. `www.copperlibrary.example`); unique for every index.
 */
export function tailHost(index: number): string {
  const pairs = FIRST.length * SECOND.length;
  const place = (index * 104_729) % pairs;
  const name = `${FIRST[place % FIRST.length] ?? 'open'}${SECOND[Math.floor(place / FIRST.length)] ?? 'site'}`;
  const round = Math.floor(index / pairs);
  const prefix = PREFIXES[scatter(index) % PREFIXES.length] ?? 'www';
  return round === 0 ? `${prefix}.${name}.example` : `${prefix}.${name}${round + 1}.example`;
}
