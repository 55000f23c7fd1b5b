import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { PageTitle } from '#components/ui/page-title.tsx'
import { PlainForm } from '#components/ui/plain-form.tsx'
import { nextPath } from '#lib/edge/next-path.ts'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { isId } from '#lib/kernel/ids.ts'
import { CODE_MINUTES } from '#lib/members/model.ts'
import { isHouseEmpty } from '#lib/members/queries.ts'
import { formWords } from '../form-words.ts'
import { askForCode, signInByCode, signInByPassword } from './actions.ts'

type Props = { searchParams: Promise<{ next?: string | string[]; request?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account')
  return { title: t('signInTitle'), robots: { index: false } }
}

export default async function SignInPage({ searchParams }: Props) {
  const [{ actor, locale }, t, words, given] = await Promise.all([
    visit(),
    getTranslations('account'),
    formWords(),
    searchParams,
  ])
  const next = nextPath(given.next) ?? undefined
  if (actor.kind === 'user') redirect(next ?? paths.account(locale))
  if (await isHouseEmpty()) redirect(paths.setup(locale))
  const link = 'font-semibold text-leaf underline underline-offset-4'
  const { request } = given

  if (isId('code', request))
    return (
      <div className="mx-auto max-w-md">
        <PageTitle title={t('codeTitle')} lead={t('codeLead', { minutes: CODE_MINUTES })} />
        <Card>
          <PlainForm
            id="code"
            send={signInByCode}
            hidden={{ request, next }}
            words={words(t('signIn'))}
            fields={[
              {
                name: 'code',
                label: t('code'),
                inputMode: 'numeric',
                autoComplete: 'one-time-code',
                maxLength: 12,
              },
            ]}
          />
        </Card>
        <p className="mt-5">
          <Link href={paths.signIn(locale, next)} className={link}>
            {t('otherAddress')}
          </Link>
        </p>
      </div>
    )

  const email = { name: 'email', label: t('email'), type: 'email', autoComplete: 'email', maxLength: 254 }
  return (
    <div className="mx-auto max-w-4xl">
      <PageTitle title={t('signInTitle')} lead={t('signInLead')} />
      <div className="grid gap-5 lg:grid-cols-2">
        <Card title={t('byPasswordTitle')}>
          <PlainForm
            id="password"
            send={signInByPassword}
            hidden={{ next }}
            words={words(t('signIn'))}
            fields={[
              { ...email, autoComplete: 'username' },
              {
                name: 'password',
                label: t('password'),
                type: 'password',
                autoComplete: 'current-password',
                maxLength: 200,
              },
            ]}
          />
        </Card>
        <Card title={t('byCodeTitle')} lead={t('byCodeHint')}>
          <PlainForm
            id="mail"
            send={askForCode}
            hidden={{ next }}
            words={words(t('sendCode'))}
            tone="plain"
            fields={[email]}
          />
        </Card>
      </div>
      <p className="mt-6">
        {t('newHere')}{' '}
        <Link href={paths.register(locale, next)} className={link}>
          {t('toRegister')}
        </Link>
      </p>
    </div>
  )
}
