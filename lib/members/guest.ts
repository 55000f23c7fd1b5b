import 'server-only'
import { isId } from '#lib/kernel/ids.ts'
import { keyed, sameText } from './keyed.ts'

/** The cookie by which a browser that nobody signed in on is known again. The door gives it out. */
export const GUEST_COOKIE = 'cunbo_guest'

/** `gst_….seal`, as it stands in the cookie. */
export function sealGuest(id: string, secret: string): string {
  return `${id}.${keyed(secret, 'guest', id).toString('base64url')}`
}

/** The guest's id, or null when the cookie is missing or not sealed by this house. */
export function openGuest(cookie: string | undefined, secret: string): string | null {
  const [id, seal, ...rest] = (cookie ?? '').split('.')
  if (!isId('guest', id) || seal === undefined || rest.length > 0) return null
  return sameText(sealGuest(id, secret), `${id}.${seal}`) ? id : null
}
