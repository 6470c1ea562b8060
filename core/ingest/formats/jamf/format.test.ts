import { testFormat } from '../shared/format-tests.test-kit.ts';
import { jamf } from './format.ts';

testFormat(jamf, import.meta.url);
