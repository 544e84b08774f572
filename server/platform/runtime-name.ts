/**
 * Says what runs here, as Node.js 21 and later do by themselves. `pg` asks for it when it is loaded and, where it is missing, makes a `Response`
 * to find out, which loads all of `fetch`: a tenth of a start, and memory for good. Call it before `pg` is loaded.
 */
export function nameRuntime(): void {
  if ('navigator' in globalThis) return
  const userAgent = `Node.js/${process.versions.node.split('.')[0]}`
  Object.defineProperty(globalThis, 'navigator', { value: { userAgent }, configurable: true, enumerable: false, writable: true })
}
