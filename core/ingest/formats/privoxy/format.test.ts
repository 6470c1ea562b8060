import { testFormat } from '../shared/format-tests.test-kit.ts';
import { privoxy } from './format.ts';

testFormat(privoxy, import.meta.url);
