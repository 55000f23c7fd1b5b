import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Market } from '#components/shop/market.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageTitle } from '#components/ui/page-title.tsx'
import { PlainForm } from '#components/ui/plain-form.tsx'
import { marketFrame } from '#lib/edge/market-frame.ts'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { mayCreateCooperative } from '#lib/members/policy.ts'
import { cooperativeFields } from '../../../(account)/cooperative-fields.ts'
import { formWords } from '../../../(account)/form-words.ts'
import { create } from './actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account')
  return { title: t('newCooperativeTitle'), robots: { index: false } }
}

export default async function NewCooperativePage() {
  const [{ actor, locale }, t, words, frame] = await Promise.all([
    visit(),
    getTranslations('account'),
    formWords(),
    marketFrame(),
  ])
  if (actor.kind !== 'user') redirect(paths.signIn(locale, paths.newCoop(locale)))
  if (!mayCreateCooperative(actor)) notFound()
  const fields = await cooperativeFields(locale)
  return (
    <Market frame={frame}>
      <div className="mx-auto max-w-xl">
        <PageTitle title={t('newCooperativeTitle')} lead={t('newCooperativeLead')} />
        <Card>
          <PlainForm
            id="new"
            send={create}
            words={words(t('createCooperative'))}
            fields={[
              ...fields,
              {
                name: 'managerEmail',
                label: t('managerEmail'),
                hint: t('managerEmailHint'),
                type: 'email',
                autoComplete: 'off',
                maxLength: 254,
                optional: true,
              },
            ]}
          />
        </Card>
      </div>
    </Market>
  )
}
