import { testFormat } from '../shared/format-tests.test-kit.ts';
import { sophosCentral } from './format.ts';

testFormat(sophosCentral, import.meta.url);
