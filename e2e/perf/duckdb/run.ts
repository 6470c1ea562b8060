/** Runs the statement given as argument in DuckDB, in memory, and prints its first row. A process of its own, so that its memory can be told. */
import { DuckDBInstance } from '@duckdb/node-api';

const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
const answer = await connection.runAndReadAll(process.argv[2] ?? '');
console.log(answer.getRowsJson()[0]?.join(' '));
