import { getFormatter, getTranslations } from 'next-intl/server'
import { ROLE_WORDS } from '#components/members/role-words.ts'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Cell, HeadCell, Table } from '#components/ui/table.tsx'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import type { AuditEntryView } from '#lib/members/audit.ts'
import { isRole } from '#lib/members/model.ts'

type Props = {
  coop: string
  trail: { readonly entries: readonly AuditEntryView[]; readonly next: string | null }
  paged: boolean
}

/** Who did what, newest first. */
export async function Trail({ coop, trail, paged }: Props) {
  const [{ locale }, t, format] = await Promise.all([visit(), getTranslations('account'), getFormatter()])
  const roleWords = (given: unknown) =>
    [given]
      .flat()
      .map((role) => (isRole(role) ? t(ROLE_WORDS[role].name) : ''))
      .filter(Boolean)
      .join(locale === 'zh' ? '、' : ', ')

  function did({ action, subject, subjectName, data }: AuditEntryView): string {
    const key = `did.${action}` as 'did.members.remove'
    // What a later version wrote down is shown as it was written.
    if (!t.has(key)) return `${action} ${subject}`
    const said = { role: data.role, before: data.before, after: data.after }
    return t(key, {
      // What an older version wrote down has no number yet.
      number: typeof data.number === 'string' ? data.number : subject,
      who: subjectName ?? t('somebody'),
      role: roleWords(said.role),
      before: roleWords(said.before),
      after: roleWords(said.after),
    } as never)
  }

  return (
    <div className="mt-12">
      <h2 className="text-xl">{t('trailTitle')}</h2>
      <p className="mt-1 mb-4 text-soft">{trail.entries.length === 0 ? t('trailEmpty') : t('trailLead')}</p>
      {trail.entries.length > 0 && (
        <Table caption={t('trailTitle')}>
          <thead>
            <tr>
              <HeadCell>{t('trailWhen')}</HeadCell>
              <HeadCell>{t('trailWho')}</HeadCell>
              <HeadCell>{t('trailWhat')}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {trail.entries.map((entry) => (
              <tr key={entry.id}>
                <Cell className="tabular whitespace-nowrap">
                  <time dateTime={entry.at.toISOString()}>
                    {format.dateTime(entry.at, { dateStyle: 'medium', timeStyle: 'short' })}
                  </time>
                </Cell>
                <Cell>{entry.actorName ?? t(entry.byGuest ? 'aGuest' : 'theHouse')}</Cell>
                <Cell>{did(entry)}</Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <div className="no-print mt-4 flex gap-3">
        {paged && <ButtonLink href={paths.coopMembers(locale, coop)}>{t('newest')}</ButtonLink>}
        {trail.next && (
          <ButtonLink href={paths.coopMembers(locale, coop, trail.next)}>{t('older')}</ButtonLink>
        )}
      </div>
    </div>
  )
}
