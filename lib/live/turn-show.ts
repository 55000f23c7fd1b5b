import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import { closeStream } from '#lib/media/close-stream.ts'
import type { LiveEvent } from './events.ts'
import { isOnAir, isOver, type ShowTurn, showAfter } from './model.ts'
import { closePins, type LockedShow } from './store.ts'
import { tellDoors } from './tell-doors.ts'

/**
 * Brings a locked show into the state that the table says, with what belongs to it: when it leaves the air for good its
 * pins end with it and its stream is closed. False when the turn cannot befall it in its state; then nothing changed.
 */
export async function turnShow(tx: Tx, context: Context, show: LockedShow, turn: ShowTurn): Promise<boolean> {
  const state = showAfter(show.state, turn)
  if (!state) return false
  const now = context.now()
  const over = isOver(state)
  await tx.show.update({
    where: { id: show.id },
    data: {
      state,
      ...(isOnAir(state) && !show.startedAt && { startedAt: now }),
      ...(over && { endedAt: now }),
    },
  })
  if (over) {
    if ((await closePins(tx, show.id, now)) > 0)
      await emit<LiveEvent>(tx, context, { type: 'live.pins-changed', showId: show.id })
    await closeStream(tx, context, show.id)
  }
  await emit<LiveEvent>(tx, context, { type: 'live.show-changed', showId: show.id })
  await tellDoors(tx, show.id)
  return true
}
