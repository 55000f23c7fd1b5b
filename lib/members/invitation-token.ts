import 'server-only'
import { isId } from '#lib/kernel/ids.ts'
import { authSecret } from './auth-secret.ts'
import { keyed, sameText } from './keyed.ts'

/**
 * The token of an invitation's link, `inv_…-seal`, keyed from its id: it is stored nowhere. No dot in it, or the
 * address would look like a file's.
 */
export function invitationToken(invitationId: string): string {
  return `${invitationId}-${keyed(authSecret(), 'invitation', invitationId).toString('base64url')}`
}

/** The invitation that a link is about, or null when nobody here made it. */
export function invitationOfToken(token: string): string | null {
  const id = token.slice(0, token.indexOf('-'))
  return isId('invitation', id) && sameText(invitationToken(id), token) ? id : null
}
