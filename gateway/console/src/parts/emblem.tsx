/** A star on red; the name stands beside it. */
export function Emblem() {
  return (
    <svg class="emblem" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" />
      <path d="m16 6 2.9 6.600 7.100.700-5.400 4.700 1.600 7L16 21.300 9.800 25l1.600-7L6 13.300l7.100-.700z" />
    </svg>
  );
}
