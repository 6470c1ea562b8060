import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AMBIGUOUS_USER,
  createRangeLookUp,
  createUserJoin,
  Exclusions,
  type IpRange,
  rangeProblem,
  readDirectory,
  readRanges,
  UNKNOWN_USER,
} from './index.ts';

const range = (name: string, cidrs: readonly string[], more: Partial<IpRange> = {}): IpRange => ({
  name,
  cidrs,
  category: 'other',
  tags: [],
  location: null,
  isp: null,
  ...more,
});

describe('a directory', () => {
  it('is read whatever its separator, header words and quoting', () => {
    const cases = [
      'UserPrincipalName,sAMAccountName,mail,DisplayName,Department,Manager,memberOf\r\nana@corp.example,ana,ana.a@example.com,"Ana, A.",Sales,"CN=Bo B,OU=x","CN=All Staff,OU=x;CN=Sales,OU=x"\r\n',
      '\ufeffupn;Account Name;E-Mail;Full name;Dept;manager;Groups\nana@corp.example;CORP\\ana;ana.a@example.com;Ana, A.;Sales;Bo B;All Staff|Sales',
      'sep=;\nuser_principal_name;SAM;mail;name;department;manager;group\n"ana@corp.example";ana;SMTP:ana.a@example.com;"Ana, A.";Sales;Bo B;All Staff|Sales\n',
    ];
    for (const text of cases) {
      expect(readDirectory(text)).toMatchObject({
        problems: [],
        people: [
          {
            upn: 'ana@corp.example',
            account: 'ana',
            mail: 'ana.a@example.com',
            name: 'Ana, A.',
            department: 'Sales',
            manager: 'Bo B',
            groups: ['All Staff', 'Sales'],
          },
        ],
      });
    }
  });

  it('says which lines it cannot use, and that a file names nobody', () => {
    const google = 'Email Address [Required],Org Unit Path [Required]\nana@example.com,/Sales/North\n';
    expect(readDirectory(google).people[0]).toMatchObject({ mail: 'ana@example.com', orgUnit: '/Sales/North' });
    const text = 'mail,department\nana@example.com,Sales\n,IT\nANA@example.com,Law\n';
    const { people, problems } = readDirectory(text);
    expect(people.map((person) => person.department)).toEqual(['Law']);
    expect(problems.map(({ line }) => line)).toEqual([3, 4]);
    expect(readDirectory('colour,size\nred,1\n').problems[0]?.problem).toContain('no column that names people');
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('"', ',', ';', '\n', '\r', '\t', 'upn', 'mail', 'a', '@', '=') }),
        (text) => {
          expect(readDirectory(text).people.length).toBeLessThanOrEqual(text.length);
          readRanges(text);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('joining users', () => {
  const people = readDirectory(
    'upn,account,mail,domain\nana@corp.example,ana,ana.a@example.com,\nbo@corp.example,bo,,corp.example\nbo@lab.example,bo,,lab.example\ncy@corp.example,,,\n',
  ).people;
  const join = createUserJoin(people);

  it('ignores case and knows every spelling', () => {
    for (const user of ['ana', 'CORP\\Ana', 'ANA@corp.example', 'Ana.A@example.com', 'lab\\ana']) {
      expect(join.personOf(user), user).toBe(0);
    }
    expect(join.personOf('cy')).toBe(3);
  });

  it('lets the domain decide, and joins nobody where it does not', () => {
    expect(join.personOf('CORP\\bo')).toBe(1);
    expect(join.personOf('lab\\bo')).toBe(2);
    expect(join.personOf('bo')).toBe(AMBIGUOUS_USER);
    for (const user of ['dee', 'ana@elsewhere.example', '', '\\', '@']) expect(join.personOf(user)).toBe(UNKNOWN_USER);
  });
});

describe('IP ranges', () => {
  it('own ones go before built-in ones, tags add up', () => {
    const look = createRangeLookUp([
      range('Office', ['10.1.0.0/16', '2001:db8::/32'], {
        category: 'corporate',
        tags: ['office'],
        isp: 'Example ISP',
      }),
    ]);
    expect(look.factsOf('10.1.2.3')).toEqual({
      ranges: ['Office', 'Private addresses'],
      category: 'corporate',
      tags: ['office', 'Internal network'],
      location: null,
      isp: 'Example ISP',
    });
    expect(look.factsOf('2001:db8::7')?.ranges).toEqual(['Office']);
    expect(look.factsOf('10.2.0.1')).toMatchObject({ category: 'other', tags: ['Internal network'] });
    expect([look.factsOf('192.0.2.1'), look.factsOf('ana'), look.factsOf('')]).toEqual([null, null, null]);
  });

  it('must be blocks and lie apart', () => {
    const office = range('Office', ['10.1.0.0/16']);
    expect(rangeProblem(range('a', ['10.2.0.0/16', '2001:db8::/32']), [office])).toBeNull();
    expect(rangeProblem(range('a', ['10.1.255.0/24']), [office])).toContain(
      'overlaps 10.1.0.0/16 of the range "Office"',
    );
    expect(rangeProblem(range('a', ['10.0.0.0/8']), [office])).toContain('overlaps');
    expect(rangeProblem(range('a', ['10.3.0.0/16', '10.3.1.1']), [])).toContain('of the same range');
    expect(rangeProblem(range('a', ['10.3.0.0/33']), [])).toContain('no address block');
  });

  it('are read from the columns that other products write', () => {
    const text =
      'name,ip_address_ranges,category,tag,isp_name\nHQ,10.1.0.0/16 2001:db8::/32,1,000000310000000000000000,Example ISP\nAWS,192.0.2.0/24,Cloud provider,aws;shared,\nOdd,192.0.2.9,nothing,,\n';
    const { ranges, problems } = readRanges(text);
    expect(ranges).toEqual([
      range('HQ', ['10.1.0.0/16', '2001:db8::/32'], {
        category: 'corporate',
        tags: ['Internal network'],
        isp: 'Example ISP',
      }),
      range('AWS', ['192.0.2.0/24'], { category: 'cloudProvider', tags: ['aws', 'shared'] }),
    ]);
    expect(problems).toEqual([{ line: 4, problem: 'names no category: "nothing"' }]);
  });
});

it('Exclusions hold for names in any case, with any domain, and for addresses', () => {
  const one = new Exclusions({
    users: ['bo@corp.example'],
    accounts: ['ana'],
    devices: ['lap-1'],
    addresses: ['10.0.0.0/30'],
  });
  expect(['ana', 'CORP\\ANA', 'Bo@corp.example'].every((user) => one.hasUser(user))).toBe(true);
  expect(['anna', 'bo', ''].some((user) => one.hasUser(user))).toBe(false);
  expect([one.hasDevice('LAP-1'), one.hasDevice('lap-1.corp.example'), one.hasDevice('lap-11')]).toEqual([
    true,
    true,
    false,
  ]);
  expect([one.hasAddress('10.0.0.3'), one.hasAddress('10.0.0.4')]).toEqual([true, false]);
  expect(new Exclusions({ users: [], accounts: [], devices: [], addresses: [] }).isEmpty).toBe(true);
});
