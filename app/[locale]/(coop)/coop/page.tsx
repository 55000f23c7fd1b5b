import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageTitle } from '#components/ui/page-title.tsx'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { inLocale } from '#lib/kernel/locale.ts'
import { cooperativesOf } from '#lib/members/queries.ts'

/** The way in for staff: straight through with one cooperative, a choice with several. */
export default async function CooperativesPage() {
  const [{ actor, locale }, t] = await Promise.all([visit(), getTranslations('common')])
  if (actor.kind !== 'user') redirect(paths.signIn(locale, paths.coop(locale)))
  const cooperatives = await cooperativesOf(actor)
  const [first, second] = cooperatives
  if (first && !second) redirect(paths.coopHome(locale, first.slug))
  return (
    <main id="main" className="page">
      <PageTitle title={t('coops')} />
      {first ? (
        <ul className="grid gap-3 sm:grid-cols-2">
          {cooperatives.map((cooperative) => (
            <li key={cooperative.id}>
              <Link
                href={paths.coopHome(locale, cooperative.slug)}
                className="block rounded-md border border-line bg-raised p-5 font-semibold text-lg hover:bg-sunken"
              >
                {inLocale(cooperative.name, locale)}
              </Link>
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState title={t('noCoop')}>{t('noCoopHint')}</EmptyState>
      )}
    </main>
  )
}
