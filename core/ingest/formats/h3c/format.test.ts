import { testFormat } from '../shared/format-tests.test-kit.ts';
import { h3c } from './format.ts';

testFormat(h3c, import.meta.url);
