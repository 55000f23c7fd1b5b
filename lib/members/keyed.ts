import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * 32 bytes that nobody can make without `secret`. `purpose` keeps a seal made for one thing from opening another.
 */
export function keyed(secret: string, purpose: string, value: string): Buffer {
  return createHmac('sha256', secret).update(`cunbo ${purpose}\0${value}`).digest()
}

/** Compares without telling by its time how much was right. */
export function sameText(one: string, other: string): boolean {
  const a = Buffer.from(one)
  const b = Buffer.from(other)
  return a.length === b.length && timingSafeEqual(a, b)
}
