import { testFormat } from '../shared/format-tests.test-kit.ts';
import { dnsmasq } from './format.ts';

testFormat(dnsmasq, import.meta.url);
