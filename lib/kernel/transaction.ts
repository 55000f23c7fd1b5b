import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import { Prisma } from '#db/generated/client.ts'
import { db } from './db.ts'
import type { Fault, Refused, Result } from './result.ts'

declare const inside: unique symbol

/** A transaction in progress. Only `inTransaction` makes one, so a verb that takes a Tx cannot be called bare. */
export type Tx = Prisma.TransactionClient & { readonly [inside]: true }

class RolledBack extends Error {
  readonly refused: Refused<Fault>
  constructor(refused: Refused<Fault>) {
    super(`rolled back: ${refused.fault.code}`)
    this.refused = refused
  }
}

/** A deadlock or serialisation failure is the database asking for another try; more than a few mean a bug. */
const TRIES = 4

function wantsAnotherTry(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034') return true
  return /\b(40001|40P01)\b|deadlock detected|could not serialize/.test(
    `${error.message} ${JSON.stringify(error)}`,
  )
}

/**
 * Runs `work` in one transaction. A returned fault rolls everything back and is handed on; so does a throw.
 * No call to the outside world belongs in here: it would be made again on a retry and kept on a rollback.
 */
export async function inTransaction<T, F extends Fault>(
  work: (tx: Tx) => Promise<Result<T, F>>,
): Promise<Result<T, F>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db().$transaction(async (tx) => {
        const result = await work(tx as Tx)
        if (!result.ok) throw new RolledBack(result)
        return result
      })
    } catch (error) {
      if (error instanceof RolledBack) return error.refused as Refused<F>
      if (attempt >= TRIES || !wantsAnotherTry(error)) throw error
      // Spread out, so that two that met once do not meet again.
      await delay(Math.random() * 20 * attempt)
    }
  }
}
