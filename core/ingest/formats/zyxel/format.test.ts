import { testFormat } from '../shared/format-tests.test-kit.ts';
import { zyxel } from './format.ts';

testFormat(zyxel, import.meta.url);
