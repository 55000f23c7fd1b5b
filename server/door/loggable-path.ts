/** Parts of our addresses that open something for whoever knows them. */
const SECRET_PARTS = /(\/(?:ingest|invitations)\/)[^/]+/

/** A request's path as a log may have it: without its question, which may hold a signed link, and without keys. */
export function loggablePath(url: string): string {
  return (url.split(/[?#]/, 1)[0] ?? '').replace(SECRET_PARTS, '$1…').slice(0, 300)
}
