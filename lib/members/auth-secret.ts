import 'server-only'
import { env } from '#lib/kernel/env.ts'

/** What sessions, guests, codes and invitations are keyed with. Throws a sentence when there is none. */
export function authSecret(): string {
  const secret = env().authSecret
  if (!secret) throw new Error('AUTH_SECRET is missing: start with npm start, or set at least 32 characters.')
  return secret
}
