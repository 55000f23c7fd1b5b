import 'server-only'
import { ok, type Refused, type Result, refuse } from '#lib/kernel/result.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import type { Actor } from '#lib/members/model.ts'
import { isOpenFor, type ShowDeed, type ShowState } from './model.ts'
import { type LockedShow, lockShow } from './store.ts'

export type AdmitFault =
  | { readonly code: 'show-unknown' }
  | { readonly code: 'not-allowed' }
  | { readonly code: 'show-closed'; readonly state: ShowState; readonly deed: ShowDeed }

/** Loads the show under lock and decides there: does it exist, may she, is it open for that. */
export async function admit(
  tx: Tx,
  actor: Actor,
  showId: string,
  deed: ShowDeed,
  may: (actor: Actor, cooperativeId: string) => boolean,
): Promise<Result<LockedShow, AdmitFault>> {
  const show = await lockShow(tx, showId)
  if (!show) return refuse({ code: 'show-unknown' })
  if (!may(actor, show.cooperativeId)) return refuse({ code: 'not-allowed' })
  return isOpenFor(show.state, deed) ? ok(show) : closedFor(show.state, deed)
}

export function closedFor(
  state: ShowState,
  deed: ShowDeed,
): Refused<Extract<AdmitFault, { code: 'show-closed' }>> {
  return refuse({ code: 'show-closed', state, deed })
}
