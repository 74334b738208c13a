type Method = (...args: unknown[]) => unknown;

/** A client, with what became of its connection. */
interface Connected {
  readonly client: unknown;
  readonly adapter: { readonly fault: Error | null };
}

/** A client whose every call first awaits the session and is counted as running until it is done. */
export function lazily(session: () => Promise<Connected>, running: Set<Promise<unknown>>): unknown {
  const models = new Map<string, object>();
  const call = (reach: (client: Record<string, unknown>) => Method, args: unknown[]) => {
    const work = (async () => {
      const { client, adapter } = await session();
      try {
        return await reach(client as Record<string, unknown>)(...args);
      } catch (error) {
        throw adapter.fault ?? error;
      }
    })();
    running.add(work);
    const done = () => running.delete(work);
    work.then(done, done);
    return work;
  };
  const model = (name: string) =>
    new Proxy(
      {},
      {
        get: (_target, operation) => {
          if (typeof operation !== 'string' || operation === 'then') return undefined;
          return (...args: unknown[]) =>
            call((client) => {
              const delegate = client[name] as Record<string, Method>;
              return (...given) => delegate[operation]?.(...given);
            }, args);
        },
      },
    );
  return new Proxy(
    {},
    {
      get(_target, name) {
        // Not a promise: whoever awaits the client itself looks for `then`.
        if (typeof name !== 'string' || name === 'then') return undefined;
        if (name.startsWith('$'))
          return (...args: unknown[]) => call((client) => (client[name] as Method).bind(client), args);
        const known = models.get(name);
        if (known !== undefined) return known;
        const made = model(name);
        models.set(name, made);
        return made;
      },
    },
  );
}
