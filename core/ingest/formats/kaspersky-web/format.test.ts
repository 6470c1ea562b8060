import { testFormat } from '../shared/format-tests.test-kit.ts';
import { kasperskyWeb } from './format.ts';

testFormat(kasperskyWeb, import.meta.url);
