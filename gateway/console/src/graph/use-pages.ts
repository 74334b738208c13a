import { useEffect, useRef, useState } from 'preact/hooks';
import { SignedOut } from './client.js';
import { useSession } from './use-answer.js';

export interface Page<Node> {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly Node[];
}

export interface Pages<Node> {
  readonly nodes: readonly Node[];
  readonly total: number;
  /** Asks for the next page; null where there is none. */
  readonly more: (() => void) | null;
  readonly loading: boolean;
  readonly failed: boolean;
}

/** A list of which the first page is there, and the others come as they are asked for. A new first page begins anew. */
export function usePages<Node>(
  first: Page<Node> | null,
  next: (after: string, signal: AbortSignal) => Promise<Page<Node> | null>,
): Pages<Node> {
  const { signOut } = useSession();
  const [later, setLater] = useState<{ of: Page<Node> | null; pages: readonly Page<Node>[] }>({ of: null, pages: [] });
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle');
  const asking = useRef<AbortController | null>(null);
  useEffect(() => {
    setState('idle');
    return () => asking.current?.abort();
  }, [first]);
  // Pages of a list that is no longer shown are not its.
  const pages = [...(first === null ? [] : [first]), ...(later.of === first ? later.pages : [])];
  const last = pages.at(-1) ?? null;
  const cursor = last?.pageInfo.hasNextPage ? last.pageInfo.endCursor : null;
  const more = (after: string) => () => {
    if (state === 'loading') return;
    const abort = new AbortController();
    asking.current = abort;
    setState('loading');
    next(after, abort.signal).then(
      (page) => {
        if (abort.signal.aborted) return;
        if (page === null) return setState('failed');
        setLater({ of: first, pages: [...pages.slice(1), page] });
        setState('idle');
      },
      (error: unknown) => {
        if (abort.signal.aborted) return;
        if (error instanceof SignedOut) signOut('ended');
        else setState('failed');
      },
    );
  };
  return {
    nodes: pages.flatMap(({ nodes }) => nodes),
    total: last?.totalCount ?? 0,
    more: cursor === null ? null : more(cursor),
    loading: state === 'loading',
    failed: state === 'failed',
  };
}
