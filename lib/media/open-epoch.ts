import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import type { Beginning } from './judge.ts'
import type { Container } from './model.ts'
import { closeEpochs, insertEpoch } from './store.ts'

/**
 * Opens an encoder's run under the name that was judged for it. The newer wins: whatever was open closes for good.
 * The show's lock is held.
 */
export async function openEpoch(
  tx: Tx,
  context: Context,
  run: Pick<Beginning, 'name' | 'ordinal'> & {
    readonly showId: string
    readonly keyId: string
    readonly word: string
    readonly container: Container
  },
): Promise<string> {
  const now = context.now()
  await closeEpochs(tx, run.showId, now)
  const id = context.id('epoch')
  await insertEpoch(tx, { ...run, id, openedAt: now })
  return id
}
