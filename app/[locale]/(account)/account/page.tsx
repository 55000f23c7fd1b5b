import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageTitle } from '#components/ui/page-title.tsx'
import { PlainForm } from '#components/ui/plain-form.tsx'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { FRESH_MINUTES, type Member } from '#lib/members/model.ts'
import { isStaffSomewhere, mayCreateCooperative } from '#lib/members/policy.ts'
import { accountPage } from '#lib/members/queries.ts'
import { currentBrowser } from '#lib/members/session.ts'
import { mayReadOutbox } from '#lib/notices/policy.ts'
import { formWords } from '../form-words.ts'
import { chooseName, choosePassword, leave, leaveEverywhere } from './actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common')
  return { title: t('account'), robots: { index: false } }
}

export default async function AccountPage() {
  const [{ actor, locale, context }, t, words] = await Promise.all([
    visit(),
    getTranslations('account'),
    formWords(),
  ])
  if (actor.kind !== 'user') redirect(paths.signIn(locale, paths.account(locale)))
  const { sessionId } = await currentBrowser(locale)
  const account = await accountPage(actor.id, sessionId, context.now())
  if (!account) redirect(paths.signIn(locale))
  const asksOld = account.hasPassword && !account.provenLately
  return (
    <div className="mx-auto max-w-4xl">
      <PageTitle
        title={t('accountTitle', { name: actor.name })}
        lead={t('accountLead', { email: actor.email })}
      />
      <Doors actor={actor} />
      <div className="mt-6 grid items-start gap-5 lg:grid-cols-2">
        <Card title={t('nameTitle')}>
          <PlainForm
            id="name"
            send={chooseName}
            words={words(t('saveName'))}
            tone="plain"
            fields={[
              {
                name: 'name',
                label: t('name'),
                hint: t('nameHint'),
                autoComplete: 'name',
                maxLength: 80,
                defaultValue: actor.name,
              },
            ]}
          />
        </Card>
        <Card title={t('passwordTitle')} lead={account.hasPassword ? undefined : t('noPassword')}>
          <PlainForm
            id="password"
            send={choosePassword}
            words={words(t('savePassword'))}
            tone="plain"
            fields={[
              ...(asksOld
                ? [
                    {
                      name: 'current',
                      label: t('currentPassword'),
                      type: 'password',
                      hint: t('forgotten', { minutes: FRESH_MINUTES }),
                      autoComplete: 'current-password',
                      maxLength: 200,
                    },
                  ]
                : []),
              {
                name: 'password',
                label: t('newPassword'),
                type: 'password',
                hint: t('passwordHint'),
                autoComplete: 'new-password',
                minLength: 10,
                maxLength: 200,
              },
            ]}
          >
            {account.hasPassword && account.provenLately && (
              <p className="text-sm text-soft">{t('provenLately')}</p>
            )}
          </PlainForm>
        </Card>
        <Card title={t('sessionsTitle')} lead={t('sessions', { count: account.sessions })}>
          <div className="flex flex-wrap gap-3">
            <PlainForm id="leave" send={leave} words={words(t('signOut'))} tone="plain" fields={[]} />
            <PlainForm
              id="leave-all"
              send={leaveEverywhere}
              words={words(t('signOutEverywhere'))}
              tone="danger"
              fields={[]}
            />
          </div>
        </Card>
      </div>
    </div>
  )
}

/** Where this person may go from here. */
async function Doors({ actor }: { actor: Member }) {
  const [{ locale }, t] = await Promise.all([visit(), getTranslations('account')])
  const doors = [
    { href: paths.orders(locale), label: t('yourOrders'), open: true },
    { href: paths.studio(locale), label: t('studio'), open: isStaffSomewhere(actor) },
    { href: paths.coop(locale), label: t('coop'), open: isStaffSomewhere(actor) },
    { href: paths.newCoop(locale), label: t('newCooperative'), open: mayCreateCooperative(actor) },
    { href: paths.outbox(locale), label: t('outbox'), open: mayReadOutbox(actor) },
  ]
  return (
    <nav className="flex flex-wrap gap-3" aria-label={t('accountTitle', { name: actor.name })}>
      {doors
        .filter(({ open }) => open)
        .map(({ href, label }) => (
          <ButtonLink key={href} href={href}>
            {label}
          </ButtonLink>
        ))}
    </nav>
  )
}
