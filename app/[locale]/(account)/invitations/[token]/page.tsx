import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { MEMBERS_FAULT_WORDS } from '#components/members/fault-words.ts'
import { ROLE_WORDS } from '#components/members/role-words.ts'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Card } from '#components/ui/card.tsx'
import { sayFault } from '#components/ui/fault-words.ts'
import { Notice } from '#components/ui/notice.tsx'
import { PageTitle } from '#components/ui/page-title.tsx'
import { PlainForm } from '#components/ui/plain-form.tsx'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { inLocale } from '#lib/kernel/locale.ts'
import { type InvitationPage, invitationByToken } from '#lib/members/queries.ts'
import { leave } from '../../account/actions.ts'
import { formWords } from '../../form-words.ts'
import { accept } from './actions.ts'

type Props = { params: Promise<{ token: string }> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account')
  // The address is a key: no other site shall be told it. (With `no-referrer` a form here would have no origin either.)
  return { title: t('accept'), robots: { index: false }, referrer: 'same-origin' }
}

export default async function InvitationPageView({ params }: Props) {
  const [{ token }, { locale, context }, t] = await Promise.all([params, visit(), getTranslations('account')])
  const given = decodeURIComponent(token)
  const invitation = await invitationByToken(given, context.now())
  if (!invitation)
    return (
      <div className="mx-auto max-w-xl">
        <PageTitle title={t('invitationUnknownTitle')} lead={t('invitationUnknown')} />
        <ButtonLink href={paths.home(locale)}>{t('toHome')}</ButtonLink>
      </div>
    )
  const cooperative = inLocale(invitation.cooperative, locale)
  const role = ROLE_WORDS[invitation.role]
  const { email, invitedBy: name } = invitation
  return (
    <div className="mx-auto max-w-xl">
      <PageTitle
        title={t('invitationTitle', { cooperative })}
        lead={name ? t('invitationBy', { name, email }) : t('invitationByHouse', { email })}
      />
      <div className="mb-5 border-leaf border-l-4 pl-4">
        <p className="font-semibold text-lg">{t(role.name)}</p>
        <p className="text-soft">{t(role.hint)}</p>
      </div>
      {invitation.state === 'open' ? (
        <Answer token={given} invitation={invitation} />
      ) : (
        <Notice tone="trust">
          {sayFault({ code: 'invitation-over', state: invitation.state }, MEMBERS_FAULT_WORDS, locale)}
        </Notice>
      )}
    </div>
  )
}

/** What its reader can do: accept, sign in first, change accounts, or make one. */
async function Answer({ token, invitation }: { token: string; invitation: InvitationPage }) {
  const [{ actor, locale }, t, words] = await Promise.all([visit(), getTranslations('account'), formWords()])
  const { email, hasAccount } = invitation
  const accepting = { id: 'accept', send: accept, hidden: { token }, words: words(t('accept')) }
  if (actor.kind === 'user')
    return actor.email === email ? (
      <Card lead={t('acceptHint', { email })}>
        <PlainForm {...accepting} fields={[]} />
      </Card>
    ) : (
      <Card lead={t('wrongAccount', { email: actor.email, invited: email })}>
        <PlainForm id="leave" send={leave} words={words(t('signOut'))} tone="plain" fields={[]} />
      </Card>
    )
  if (hasAccount)
    return (
      <Card lead={t('signInToAccept', { email })}>
        <ButtonLink
          tone="forward"
          className="self-start"
          href={paths.signIn(locale, paths.invitation(locale, token))}
        >
          {t('signIn')}
        </ButtonLink>
      </Card>
    )
  return (
    <Card lead={t('acceptNew', { email })}>
      <PlainForm
        {...accepting}
        fields={[
          { name: 'name', label: t('name'), hint: t('nameHint'), autoComplete: 'name', maxLength: 80 },
          {
            name: 'password',
            label: t('password'),
            hint: t('passwordOptionalHint'),
            type: 'password',
            optional: true,
            autoComplete: 'new-password',
            minLength: 10,
            maxLength: 200,
          },
        ]}
      />
    </Card>
  )
}
