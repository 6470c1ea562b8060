import { testFormat } from '../shared/format-tests.test-kit.ts';
import { bindDns } from './format.ts';

testFormat(bindDns, import.meta.url);
