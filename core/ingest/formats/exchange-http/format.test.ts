import { testFormat } from '../shared/format-tests.test-kit.ts';
import { exchangeHttp } from './format.ts';

testFormat(exchangeHttp, import.meta.url);
