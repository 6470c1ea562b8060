import { testFormat } from '../shared/format-tests.test-kit.ts';
import { netfilter } from './format.ts';

testFormat(netfilter, import.meta.url);
