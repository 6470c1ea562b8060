/** How commands send JSON: a body of values is made by jq, which quotes them; a fixed one stands in single quotes. */
export const JSON_TYPE = "-H 'Content-Type: application/json'";
/** The body comes from the command before. */
export const JSON_BODY = `${JSON_TYPE} --data-binary @-`;

/** @param body fixed JSON, without single quotes and places for values */
export function withJson(body: string): string {
  return `${JSON_TYPE} --data '${body}'`;
}
