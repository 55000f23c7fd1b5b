import 'server-only'
import { cookies } from 'next/headers'
import type { AuthOptions } from 'next-auth'
import { decode, encode } from 'next-auth/jwt'
import { cache } from 'react'
import { systemContext } from '#lib/kernel/context.ts'
import { env } from '#lib/kernel/env.ts'
import { houseNow } from '#lib/kernel/house-time.ts'
import { isId } from '#lib/kernel/ids.ts'
import { isLocale } from '#lib/kernel/locale.ts'
import { logger } from '#lib/kernel/log.ts'
import { authSecret } from './auth-secret.ts'
import { GUEST_COOKIE, openGuest } from './guest.ts'
import { type Actor, type Browser, SESSION_DAYS, type SignedIn } from './model.ts'
import { signOut } from './sign-out.ts'
import { readMember } from './store.ts'

// The only owner of next-auth besides its route: it seals the cookie (JWE, keyed from AUTH_SECRET). What a session
// is worth stands in its row alone, see docs/decisions/0004-sessions.md.

function overTls(): boolean {
  return env().publicUrl.startsWith('https:')
}

// A browser takes `__Host-` only over TLS, from this very host and for every path (RFC 6265bis 4.1.3.2).
function cookieName(): string {
  return overTls() ? '__Host-cunbo_session' : 'cunbo_session'
}

function cookieOptions() {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: overTls() } as const
}

/** The session's id as this browser's cookie has it; whether it is still good is for the database to say. */
const sessionIdOfCookie = cache(async (): Promise<string | null> => {
  const sealed = (await cookies()).get(cookieName())?.value
  if (!sealed) return null
  return await openSession(sealed)
})

async function openSession(sealed: string): Promise<string | null> {
  const secret = authSecret()
  try {
    const token = await decode({ token: sealed, secret })
    return isId('session', token?.sid) ? token.sid : null
  } catch {
    // Not sealed here, or lapsed: the same as no cookie.
    return null
  }
}

/** Who asks: the member whose session the cookie carries, else the guest of the sealed cookie. Once a request. */
export const currentActor: () => Promise<Actor> = cache(async () => {
  const sessionId = await sessionIdOfCookie()
  const member = sessionId && (await readMember(sessionId, houseNow()))
  return member || (await currentGuest())
})

/** The guest behind the browser, whether or not somebody is signed in on it: whose cart is merged on signing in. */
export const currentGuest: () => Promise<Actor & { readonly kind: 'guest' }> = cache(async () => {
  const id = openGuest((await cookies()).get(GUEST_COOKIE)?.value, authSecret())
  // The door gives every browser a sealed id; without it somebody is a guest for this one request.
  return { kind: 'guest', id: id ?? systemContext().id('guest') }
})

/** The browser as the verbs of signing in want it. */
export async function currentBrowser(locale: unknown): Promise<Browser> {
  return { sessionId: await sessionIdOfCookie(), locale: isLocale(locale) ? locale : 'zh' }
}

/** Gives the browser its session. Only an action or a route can. */
export async function keepSession({ sessionId, expiresAt }: SignedIn): Promise<void> {
  const maxAge = Math.floor((expiresAt.getTime() - houseNow().getTime()) / 1_000)
  const sealed = await encode({ token: { sid: sessionId }, secret: authSecret(), maxAge })
  ;(await cookies()).set(cookieName(), sealed, { ...cookieOptions(), expires: expiresAt })
}

export async function dropSession(): Promise<void> {
  // Deleting by name alone would leave a `__Host-` cookie: the browser wants its attributes again.
  ;(await cookies()).set(cookieName(), '', { ...cookieOptions(), maxAge: 0 })
}

/**
 * next-auth's own endpoints over the same cookie: who is signed in, and signing out. No provider: signing in is for
 * our actions, which count tries, work without JavaScript and rotate sessions.
 */
export function authOptions(): AuthOptions {
  const { publicUrl } = env()
  const log = logger('web').child({ part: 'next-auth' })
  return {
    secret: authSecret(),
    providers: [],
    session: { strategy: 'jwt', maxAge: SESSION_DAYS * 24 * 3_600 },
    useSecureCookies: overTls(),
    cookies: { sessionToken: { name: cookieName(), options: cookieOptions() } },
    callbacks: {
      jwt: ({ token }) => ({ sid: token.sid }),
      async session({ session, token }) {
        const member = isId('session', token.sid) ? await readMember(token.sid, houseNow()) : null
        return { expires: session.expires, ...(member && { user: { name: member.name } }) }
      },
      redirect({ url }) {
        const target = URL.parse(url, publicUrl)
        return target?.origin === new URL(publicUrl).origin ? target.href : publicUrl
      },
    },
    events: {
      async signOut({ token }) {
        await signOut(systemContext(), { sessionId: isId('session', token.sid) ? token.sid : null })
      },
    },
    logger: {
      error: (code) => log.error({ problem: code }, 'next-auth'),
      warn: () => {},
      debug: () => {},
    },
  }
}
