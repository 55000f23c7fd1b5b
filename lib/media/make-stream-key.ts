import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import { insertKey } from './store.ts'
import { hashKey } from './stream-key.ts'

/** A key that lets an encoder send to this show: shown now and never again. Older keys stay until revoked. */
export async function makeStreamKey(tx: Tx, context: Context, showId: string): Promise<string> {
  const key = context.secret(32)
  await insertKey(tx, {
    id: context.id('streamKey'),
    showId,
    keyHash: hashKey(key),
    createdAt: context.now(),
  })
  return key
}
