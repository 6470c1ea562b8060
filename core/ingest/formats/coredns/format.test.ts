import { testFormat } from '../shared/format-tests.test-kit.ts';
import { coredns } from './format.ts';

testFormat(coredns, import.meta.url);
