import { testFormat } from '../shared/format-tests.test-kit.ts';
import { iboss } from './format.ts';

testFormat(iboss, import.meta.url);
