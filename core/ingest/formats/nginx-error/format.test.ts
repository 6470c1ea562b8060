import { testFormat } from '../shared/format-tests.test-kit.ts';
import { nginxError } from './format.ts';

testFormat(nginxError, import.meta.url);
