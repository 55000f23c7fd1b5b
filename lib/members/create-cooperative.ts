import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import type { Locale } from '#lib/kernel/locale.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import type { Actor, CreateCooperative, MembersFault } from './model.ts'
import { mayCreateCooperative } from './policy.ts'
import { writeCooperative } from './write-cooperative.ts'
import { writeInvitation } from './write-invitation.ts'

/** A further cooperative in this house, and an invitation to who shall manage it. Faults: not-allowed, slug-taken. */
export async function createCooperative(
  context: Context,
  actor: Actor,
  input: CreateCooperative & { readonly locale: Locale },
): Promise<Result<{ cooperativeId: string; slug: string }, MembersFault>> {
  if (actor.kind !== 'user' || !mayCreateCooperative(actor)) return refuse({ code: 'not-allowed' })
  return await inTransaction<{ cooperativeId: string; slug: string }, MembersFault>(async (tx) => {
    const written = await writeCooperative(tx, context, { ...input, actorId: actor.id })
    if (!written.ok) return written
    const { cooperativeId } = written.value
    if (input.managerEmail)
      await writeInvitation(tx, context, {
        cooperativeId,
        email: input.managerEmail,
        role: 'MANAGER',
        invitedById: actor.id,
        locale: input.locale,
      })
    return ok({ cooperativeId, slug: input.slug })
  })
}
