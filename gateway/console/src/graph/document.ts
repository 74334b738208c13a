/** An operation whose answer's type is known. Made from `operations/*.graphql` when the console is built. */
export interface TypedDocument<Data, Variables> {
  readonly name: string;
  readonly text: string;
  /** Never there: it ties the types to the document. */
  readonly types?: (variables: Variables) => Data;
}
