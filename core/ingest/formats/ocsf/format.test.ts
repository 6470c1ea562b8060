import { testFormat } from '../shared/format-tests.test-kit.ts';
import { ocsf } from './format.ts';

testFormat(ocsf, import.meta.url);
