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
import { isHouseEmpty } from '#lib/members/queries.ts'
import { formWords } from '../form-words.ts'
import { register } from './actions.ts'

type Props = { searchParams: Promise<{ next?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account')
  return { title: t('registerTitle'), robots: { index: false } }
}

export default async function RegisterPage({ searchParams }: Props) {
  const [{ actor, locale }, t, words, given] = await Promise.all([
    visit(),
    getTranslations('account'),
    formWords(),
    searchParams,
  ])
  const next = nextPath(given.next) ?? undefined
  if (actor.kind === 'user') redirect(next ?? paths.account(locale))
  if (await isHouseEmpty()) redirect(paths.setup(locale))
  return (
    <div className="mx-auto max-w-md">
      <PageTitle title={t('registerTitle')} lead={t('registerLead')} />
      <Card>
        <PlainForm
          id="register"
          send={register}
          hidden={{ next }}
          words={words(t('register'))}
          fields={[
            { name: 'name', label: t('name'), hint: t('nameHint'), autoComplete: 'name', maxLength: 80 },
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
          ]}
        />
      </Card>
      <p className="mt-6">
        {t('haveAccount')}{' '}
        <Link
          href={paths.signIn(locale, next)}
          className="font-semibold text-leaf underline underline-offset-4"
        >
          {t('toSignIn')}
        </Link>
      </p>
    </div>
  )
}
