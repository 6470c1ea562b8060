import { testFormat } from '../shared/format-tests.test-kit.ts';
import { netscreen } from './format.ts';

testFormat(netscreen, import.meta.url);
