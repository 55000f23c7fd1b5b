import 'server-only'
import { hash, verify } from '@node-rs/argon2'

// OWASP Password Storage Cheat Sheet: argon2id (the library's own choice), 19 MiB, 2 passes, 1 lane.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** An argon2id hash in PHC form, salted. */
export function hashPassword(password: string): Promise<string> {
  return hash(same(password), COST)
}

let nobodys: Promise<string> | undefined

/** Whether it is the password. Without a hash it takes as long and says no, so that time tells no addresses. */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  nobodys ??= hashPassword('the password of nobody')
  const right = await verify(passwordHash ?? (await nobodys), same(password))
  return passwordHash !== null && right
}

/** Two keyboards may write the same letters in two ways (RFC 8265 section 4). */
function same(password: string): string {
  return password.normalize('NFC')
}
