import { extendSchema, type GraphQLSchema, parse } from 'graphql';

const definition = parse(`
  extend schema { subscription: Subscription }
  type Subscription {
    """
    What happens to subjects that you may see, as it is committed: those events that the query \`events\` gives, in the same order.
    Answered as text/event-stream (graphql-sse, distinct connections). The id of each message is the event's cursor: with it as
    \`after\`, or in the header Last-Event-ID, a stream goes on where the one before ended. It ends with the access token, and
    when the server is about to stop.
    """
    events(
      "All where left out."
      types: [EventType!]
      "The cursor behind which it begins; left out, with what is new."
      after: String
    ): Event!
  }
`);

/**
 * What clients see: the composed schema, and the subscription that the gateway itself answers from it (decision 029). Services that
 * tell of no events compose to a schema without one.
 */
export const withSubscription = (composed: GraphQLSchema): GraphQLSchema =>
  composed.getType('Event') && composed.getType('EventType') ? extendSchema(composed, definition) : composed;
