/** Columns of the report's rows that are read on import, and how many there are. */
export const COLUMNS = 17;
export const DATE = 0;
export const CLOCK = 1;
export const USER = 2;
export const WORKSTATION = 3;
export const ACTION = 5;
export const URL = 8;
export const CONNECTION = 9;
export const DESTINATION = 10;
export const SOURCE = 11;
