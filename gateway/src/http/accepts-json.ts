/** How narrow a range of media is that takes JSON; 0 for one that does not. */
const fit = (media: string): number => ['*/*', 'application/*', 'application/json'].indexOf(media) + 1;

/** Whether the client takes JSON: the narrowest range that matches it decides (RFC 9110, 12.5.1). */
export function acceptsJson(accept: string | undefined): boolean {
  if (accept === undefined || accept.trim() === '') return true;
  const ranges = accept.split(',').map((part) => {
    const [media = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    return { fit: fit(media), refused: parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)) };
  });
  const narrowest = Math.max(...ranges.map((range) => range.fit));
  return narrowest > 0 && ranges.some((range) => range.fit === narrowest && !range.refused);
}
