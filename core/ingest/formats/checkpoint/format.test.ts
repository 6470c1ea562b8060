import { testFormat } from '../shared/format-tests.test-kit.ts';
import { checkpoint } from './format.ts';

testFormat(checkpoint, import.meta.url);
