import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import type { Locale, Localised } from '#lib/kernel/locale.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import { audit } from './audit.ts'
import type { CreateCooperative, MembersFault } from './model.ts'

/** Writes a cooperative down, its words in the one language they came in. Fault: slug-taken. */
export async function writeCooperative(
  tx: Tx,
  context: Context,
  given: Pick<CreateCooperative, 'cooperative' | 'slug' | 'village' | 'county' | 'currency' | 'region'> & {
    readonly locale: Locale
    readonly actorId: string
  },
): Promise<Result<{ cooperativeId: string }, MembersFault>> {
  const said = (text: string): Localised => ({ zh: '', en: '', fr: '', [given.locale]: text })
  const cooperativeId = context.id('cooperative')
  // Two at once under one slug: the second finds it taken instead of breaking.
  const { count } = await tx.cooperative.createMany({
    data: [
      {
        id: cooperativeId,
        slug: given.slug,
        name: said(given.cooperative),
        story: said(''),
        village: said(given.village),
        county: said(given.county ?? ''),
        currency: given.currency,
        region: given.region,
        createdAt: context.now(),
      },
    ],
    skipDuplicates: true,
  })
  if (count === 0) return refuse({ code: 'slug-taken' })
  await audit(tx, context, {
    actorId: given.actorId,
    cooperativeId,
    action: 'members.create-cooperative',
    subject: cooperativeId,
  })
  return ok({ cooperativeId })
}
