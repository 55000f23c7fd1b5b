import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { MEMBERS_FAULT_WORDS } from '#components/members/fault-words.ts'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { sayFault } from '#components/ui/fault-words.ts'
import { PageTitle } from '#components/ui/page-title.tsx'
import { PlainForm } from '#components/ui/plain-form.tsx'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { isHouseEmpty } from '#lib/members/queries.ts'
import { opensHouse } from '#lib/members/setup-key.ts'
import { cooperativeFields } from '../cooperative-fields.ts'
import { formWords } from '../form-words.ts'
import { setUp } from './actions.ts'

type Props = { searchParams: Promise<{ key?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account')
  // The address is a key: no other site shall be told it.
  return { title: t('setupTitle'), robots: { index: false }, referrer: 'same-origin' }
}

/** The first run, for who holds the set-up link. Once there is somebody, it leads home. */
export default async function SetupPage({ searchParams }: Props) {
  const [{ key }, { locale }, t, words, empty] = await Promise.all([
    searchParams,
    visit(),
    getTranslations('account'),
    formWords(),
    isHouseEmpty(),
  ])
  if (!empty) redirect(paths.home(locale))
  if (typeof key !== 'string' || !opensHouse(key))
    return (
      <div className="mx-auto max-w-xl pt-10">
        <EmptyState title={t('setupWaits')}>
          {sayFault({ code: 'setup-key-wrong' }, MEMBERS_FAULT_WORDS, locale)}
        </EmptyState>
      </div>
    )
  const cooperative = await cooperativeFields(locale)
  return (
    <div className="mx-auto max-w-xl">
      <PageTitle title={t('setupTitle')} lead={t('setupLead')} />
      <Card>
        <PlainForm
          id="setup"
          send={setUp}
          hidden={{ key }}
          words={words(t('setup'))}
          fields={[
            {
              name: 'name',
              label: t('name'),
              group: t('setupYou'),
              hint: t('nameHint'),
              autoComplete: 'name',
              maxLength: 80,
            },
            { name: 'email', label: t('email'), type: 'email', autoComplete: 'username', maxLength: 254 },
            {
              name: 'password',
              label: t('password'),
              hint: t('passwordHint'),
              type: 'password',
              autoComplete: 'new-password',
              minLength: 10,
              maxLength: 200,
            },
            ...cooperative.map((field, i) => (i === 0 ? { ...field, group: t('setupCooperative') } : field)),
          ]}
        />
      </Card>
    </div>
  )
}
