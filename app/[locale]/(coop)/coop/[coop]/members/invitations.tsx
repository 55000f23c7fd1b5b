import { getFormatter, getTranslations } from 'next-intl/server'
import { ROLE_WORDS } from '#components/members/role-words.ts'
import { Card } from '#components/ui/card.tsx'
import { PlainForm } from '#components/ui/plain-form.tsx'
import type { InvitationView } from '#lib/members/model.ts'
import { formWords } from '../../../../(account)/form-words.ts'
import { takeBack } from './actions.ts'

type Props = { cooperativeId: string; invitations: readonly InvitationView[] }

/** Who was invited and has not come yet. */
export async function Invitations({ cooperativeId, invitations }: Props) {
  const [t, format, words] = await Promise.all([getTranslations('account'), getFormatter(), formWords()])
  return (
    <Card title={t('openInvitations')} lead={invitations.length === 0 ? t('noInvitations') : undefined}>
      {invitations.length > 0 && (
        <ul className="flex flex-col gap-4">
          {invitations.map(({ id, email, role, state, expiresAt }) => (
            <li key={id} className="flex flex-col gap-2 border-line not-first:border-t not-first:pt-4">
              <p>
                <span className="break-all font-medium">{email}</span>
                <span className="block text-sm text-soft">
                  {state === 'open'
                    ? t('goodUntil', {
                        role: t(ROLE_WORDS[role].name),
                        date: format.dateTime(expiresAt, { dateStyle: 'medium' }),
                      })
                    : t('lapsed', { role: t(ROLE_WORDS[role].name) })}
                </span>
              </p>
              <PlainForm
                id={id}
                send={takeBack}
                hidden={{ cooperativeId, invitationId: id }}
                words={words(t('takeBack'))}
                tone="quiet"
                fields={[]}
              />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
