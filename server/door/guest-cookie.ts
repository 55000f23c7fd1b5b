import type { Context } from '#lib/kernel/context.ts'
import { GUEST_COOKIE, openGuest, sealGuest } from '#lib/members/guest.ts'

const YEAR_SECONDS = 365 * 24 * 3600

export interface KnownGuest {
  /** The Cookie header to hand on: with a guest that our seal vouches for, and no other. */
  readonly cookie: string
  /** What to set in the browser when it was not known yet. */
  readonly setCookie: string | null
}

/** Knows the browser by its sealed cookie, or gives it one: whoever stands behind the door always has a guest id. */
export function knowGuest(
  cookie: string | undefined,
  context: Pick<Context, 'id'>,
  secret: string,
  secure: boolean,
): KnownGuest {
  const pairs = (cookie ?? '').split(';').map((pair) => pair.trim())
  const prefix = `${GUEST_COOKIE}=`
  const given = pairs.filter((pair) => pair.startsWith(prefix)).map((pair) => pair.slice(prefix.length))
  const others = pairs.filter((pair) => pair !== '' && !pair.startsWith(prefix))
  const known = given.find((value) => openGuest(value, secret) !== null)
  const value = known ?? sealGuest(context.id('guest'), secret)
  return {
    cookie: [...others, `${prefix}${value}`].join('; '),
    setCookie: known
      ? null
      : `${prefix}${value}; Path=/; Max-Age=${YEAR_SECONDS}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`,
  }
}
