/**
 * Where a link said to go on after signing in, if that is a page of this house; anything that a browser would read as
 * another host, or as no path at all, is null.
 */
export function nextPath(given: string | string[] | undefined): string | null {
  if (typeof given !== 'string' || !given.startsWith('/') || given.length > 500) return null
  const here = 'http://here.invalid'
  const url = URL.parse(given, here)
  // `/.//host` is a path of ours that reads as a host once its dots are resolved.
  return url?.origin === here && !url.pathname.startsWith('//') ? url.pathname + url.search + url.hash : null
}
