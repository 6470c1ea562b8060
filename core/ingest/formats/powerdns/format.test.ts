import { testFormat } from '../shared/format-tests.test-kit.ts';
import { powerdns } from './format.ts';

testFormat(powerdns, import.meta.url);
