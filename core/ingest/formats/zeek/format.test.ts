import { testFormat } from '../shared/format-tests.test-kit.ts';
import { zeek } from './format.ts';

testFormat(zeek, import.meta.url);
