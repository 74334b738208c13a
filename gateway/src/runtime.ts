import { createGatewayRuntime, type GatewayRuntime } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import type { Executor } from '@graphql-tools/utils';
import { withoutVariable } from '@thi-dua/schema/env';
import type { Transport } from './subgraph-transport.js';

/** What plans operations over the composed schema and merges what the services answer. */
export const createRuntime = (supergraph: string, transport: Transport): GatewayRuntime =>
  withoutSignalHandlers(() =>
    createGatewayRuntime({
      supergraph,
      unifiedGraphHandler,
      // The runtime's type promises whatever shape a caller names; what comes is what the service answered.
      transports: { http: { getSubgraphExecutor: ({ subgraphName }) => transport.to(subgraphName) as Executor } },
      // Merging fetches would write a new document each time, to be parsed and printed anew.
      __experimental__batchExecution: false,
      // Names services in errors.
      subgraphErrors: false,
      // Errors are shown to clients by `executionErrors`.
      maskedErrors: false,
      requestId: false,
      logging: false,
      landingPage: false,
      graphiql: false,
    }),
  );

/**
 * The runtime ends its work at once when the process is told to stop. Whoever runs it decides that: running requests
 * are answered first.
 */
function withoutSignalHandlers(create: () => GatewayRuntime): GatewayRuntime {
  const signals = ['SIGTERM', 'SIGINT'] as const;
  const before = signals.map((signal) => new Set(process.listeners(signal)));
  // Its own log, which is off, would read our setting as its own, and knows fewer levels.
  const runtime = withoutVariable('LOG_LEVEL', create);
  signals.forEach((signal, index) => {
    for (const listener of process.listeners(signal)) if (!before[index]?.has(listener)) process.off(signal, listener);
  });
  return runtime;
}
