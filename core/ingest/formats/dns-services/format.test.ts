import { testFormat } from '../shared/format-tests.test-kit.ts';
import { dnsServices } from './format.ts';

testFormat(dnsServices, import.meta.url);
