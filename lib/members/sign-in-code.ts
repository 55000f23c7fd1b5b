import 'server-only'
import { authSecret } from './auth-secret.ts'
import { keyed } from './keyed.ts'

/**
 * The six digits of a request, keyed from its id: the worker writes them in a mail and the verb judges them without
 * anybody having stored them. 48 bits taken modulo a million are even to one part in 10⁸.
 */
export function digitsOf(codeId: string): string {
  const digits = keyed(authSecret(), 'sign-in code', codeId).readUIntBE(0, 6) % 1_000_000
  return String(digits).padStart(6, '0')
}
