import { randomBytes } from 'node:crypto'
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

/** The real clock and the machine's own randomness. */
export function systemContext(requestId?: string): Context {
  const now = () => new Date()
  const id = (kind: IdKind) => makeId(kind, now(), randomBytes)
  return {
    requestId: requestId ?? id('request'),
    now,
    id,
    secret: (bytes) => randomBytes(bytes).toString('base64url'),
  }
}
