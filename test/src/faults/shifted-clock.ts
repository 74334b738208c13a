/** Loaded into a process before its own code: its clock is off by as many milliseconds as its parent says. */
const Real = Date;
let offset = 0;
globalThis.Date = new Proxy(Real, {
  construct: (target, given, as) => Reflect.construct(target, given.length === 0 ? [Real.now() + offset] : given, as),
  get: (target, name) => (name === 'now' ? () => Real.now() + offset : Reflect.get(target, name)),
});
process.on('message', (ms) => {
  offset = Number(ms);
  process.send?.(ms);
});
