import { useCallback, useEffect, useState } from 'preact/hooks';
import { hashOf, type Place, placeFrom } from './place.js';

export type Go = (change: Partial<Place>) => void;

/** The place in the address, and how to go to another; the browser's own ways back work. */
export function usePlace(): [Place, Go] {
  const [place, setPlace] = useState(() => placeFrom(location.hash));
  useEffect(() => {
    const follow = () => setPlace(placeFrom(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const go = useCallback<Go>((change) => {
    location.hash = hashOf({ ...placeFrom(location.hash), ...change });
  }, []);
  return [place, go];
}
