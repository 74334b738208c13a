/** How every server of this product treats its connections. */
export const SERVER_OPTIONS = {
  // How long a body may take is for whoever reads it to say: a file takes as long as its bytes keep coming.
  requestTimeout: 0,
  headersTimeout: 60_000,
  // Longer than balancers and clients keep one: whoever closes it first must be the one who might use it again, or what was sent
  // meanwhile is lost, and of a mutation nobody knows whether it happened.
  keepAliveTimeout: 75_000,
} as const;
