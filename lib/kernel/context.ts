import { randomBytes } from 'node:crypto'
import { houseNow } from './house-time.ts'
import { type IdKind, makeId } from './ids.ts'

/** What a verb may know of the world outside its arguments. Tests bring their own clock and chance. */
export interface Context {
  /** Follows one request through door, web and worker; stands in every log line and audit entry. */
  readonly requestId: string
  now(): Date
  id(kind: IdKind): string
  /** Unguessable, URL-safe; `bytes` of entropy. */
  secret(bytes: number): string
}

/** The house's clock and the machine's own randomness. */
export function systemContext(requestId?: string): Context {
  const id = (kind: IdKind) => makeId(kind, houseNow(), randomBytes)
  return {
    requestId: requestId ?? id('request'),
    now: houseNow,
    id,
    secret: (bytes) => randomBytes(bytes).toString('base64url'),
  }
}
