import { getFormatter, getTranslations } from 'next-intl/server'
import { AskOnce } from '#components/members/ask-once.tsx'
import { ROLE_WORDS } from '#components/members/role-words.ts'
import { RolesForm } from '#components/members/roles-form.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { visit } from '#lib/edge/request.ts'
import { type MemberView, ROLES } from '#lib/members/model.ts'
import { remove, setRoles } from './actions.ts'

type Props = { cooperativeId: string; members: readonly MemberView[] }

export async function MemberList({ cooperativeId, members }: Props) {
  const [{ actor }, t, common, format] = await Promise.all([
    visit(),
    getTranslations('account'),
    getTranslations('common'),
    getFormatter(),
  ])
  const working = common('working')
  const roles = ROLES.map((role) => ({ role, name: t(ROLE_WORDS[role].name) }))
  return (
    <ul className="rounded-md border border-line bg-raised">
      {members.map(({ userId, name, email, roles: held, since }) => (
        <li key={userId} className="flex flex-col gap-1 border-line px-4 py-4 not-first:border-t lg:px-5">
          <p className="flex flex-wrap items-center gap-x-3">
            <span className="font-semibold">{name}</span>
            {userId === actor.id && <Badge tone="good">{t('you')}</Badge>}
          </p>
          <p className="text-sm text-soft [overflow-wrap:anywhere]">
            {email} · {t('since', { date: format.dateTime(since, { dateStyle: 'medium' }) })}
          </p>
          <RolesForm
            cooperativeId={cooperativeId}
            userId={userId}
            held={held}
            send={setRoles}
            roles={roles}
            words={{ legend: t('rolesOf', { name }), save: t('saveRoles'), working }}
          />
          <AskOnce
            label={t('remove')}
            ask={t('removeAsk', { name })}
            hint={t('removeHint')}
            hidden={{ cooperativeId, userId }}
            send={remove}
            words={{ sure: t('removeSure'), working }}
          />
        </li>
      ))}
    </ul>
  )
}
