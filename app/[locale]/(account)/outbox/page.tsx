import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getFormatter, getTranslations } from 'next-intl/server'
import { Badge, type BadgeTone } from '#components/ui/badge.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageTitle } from '#components/ui/page-title.tsx'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { isId } from '#lib/kernel/ids.ts'
import type { MailState, MailView } from '#lib/notices/model.ts'
import { mayReadOutbox } from '#lib/notices/policy.ts'
import { outboxPage } from '#lib/notices/queries.ts'
import { LetterText } from './letter-text.tsx'

type Props = { searchParams: Promise<{ after?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account')
  return { title: t('outboxTitle'), robots: { index: false }, referrer: 'same-origin' }
}

/** The letters of the house; where there is no mail server, the only place to read them. */
export default async function OutboxPage({ searchParams }: Props) {
  const [{ actor, locale }, t, { after }] = await Promise.all([
    visit(),
    getTranslations('account'),
    searchParams,
  ])
  if (actor.kind !== 'user') redirect(paths.signIn(locale, paths.outbox(locale)))
  if (!mayReadOutbox(actor)) notFound()
  const { mails, next, hasServer } = await outboxPage(isId('mail', after) ? after : null)
  return (
    <div className="mx-auto max-w-3xl">
      <PageTitle title={t('outboxTitle')} lead={t(hasServer ? 'outboxSent' : 'outboxKept')} />
      {mails.length === 0 ? (
        <EmptyState title={t('outboxEmpty')}>{t('outboxEmptyHint')}</EmptyState>
      ) : (
        <ul className="flex flex-col gap-3">
          {mails.map((mail) => (
            <li key={mail.id}>
              <OneMail mail={mail} />
            </li>
          ))}
        </ul>
      )}
      <div className="mt-6 flex gap-3">
        {after && <ButtonLink href={paths.outbox(locale)}>{t('newest')}</ButtonLink>}
        {next && <ButtonLink href={paths.outbox(locale, next)}>{t('older')}</ButtonLink>}
      </div>
    </div>
  )
}

const STATE = {
  kept: { word: 'mailKept', tone: 'trust' },
  waiting: { word: 'mailWaiting', tone: 'plain' },
  sent: { word: 'mailSent', tone: 'good' },
  failed: { word: 'mailFailed', tone: 'urgent' },
} as const satisfies Record<MailState, { word: string; tone: BadgeTone }>

async function OneMail({ mail }: { mail: MailView }) {
  const [t, format] = await Promise.all([getTranslations('account'), getFormatter()])
  const { word, tone } = STATE[mail.state]
  return (
    <details className="rounded-md border border-line bg-raised">
      <summary className="flex min-h-16 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
        <span className="min-w-0 flex-1 basis-60">
          <span className="block truncate font-semibold">{mail.subject}</span>
          <span className="block truncate text-sm text-soft">{t('mailTo', { address: mail.to })}</span>
        </span>
        <time dateTime={mail.createdAt.toISOString()} className="tabular text-sm text-soft">
          {format.dateTime(mail.createdAt, { dateStyle: 'medium', timeStyle: 'short' })}
        </time>
        <Badge tone={tone}>{t(word)}</Badge>
      </summary>
      <div className="border-line border-t px-4 py-4">
        {mail.failure && <p className="mb-3 font-mono text-persimmon-deep text-sm">{mail.failure}</p>}
        {mail.text === null ? (
          <p className="text-soft">{t('mailHidden')}</p>
        ) : (
          <LetterText text={mail.text} />
        )}
      </div>
    </details>
  )
}
