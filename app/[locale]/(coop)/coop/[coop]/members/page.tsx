import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ROLE_WORDS } from '#components/members/role-words.ts'
import { Card } from '#components/ui/card.tsx'
import { PageTitle } from '#components/ui/page-title.tsx'
import { PlainForm } from '#components/ui/plain-form.tsx'
import { isId } from '#lib/kernel/ids.ts'
import { auditTrail } from '#lib/members/audit.ts'
import { ROLES } from '#lib/members/model.ts'
import { mayManageMembers } from '#lib/members/policy.ts'
import { invitationsOf, membersOf } from '#lib/members/queries.ts'
import { formWords } from '../../../../(account)/form-words.ts'
import { staffVisit } from '../staff-visit.ts'
import { invite } from './actions.ts'
import { Invitations } from './invitations.tsx'
import { MemberList } from './member-list.tsx'
import { Trail } from './trail.tsx'

type Props = {
  params: Promise<{ coop: string }>
  searchParams: Promise<{ after?: string | string[] }>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account')
  return { title: t('membersTitle') }
}

/** Who works here, who is invited, and what everybody did. */
export default async function MembersPage({ params, searchParams }: Props) {
  const { coop } = await params
  const [{ context, cooperative }, { after }, t, words] = await Promise.all([
    staffVisit(coop, mayManageMembers),
    searchParams,
    getTranslations('account'),
    formWords(),
  ])
  const [members, invitations, trail] = await Promise.all([
    membersOf(cooperative.id),
    invitationsOf(cooperative.id, context.now()),
    auditTrail(cooperative.id, isId('audit', after) ? after : null),
  ])
  return (
    <>
      <PageTitle title={t('membersTitle')} lead={t('membersLead')} />
      <div className="grid items-start gap-5 lg:grid-cols-[1fr_22rem]">
        <MemberList cooperativeId={cooperative.id} members={members} />
        <div className="flex flex-col gap-5">
          <Card title={t('inviteTitle')}>
            <PlainForm
              id="invite"
              send={invite}
              hidden={{ cooperativeId: cooperative.id }}
              words={words(t('invite'))}
              fields={[
                { name: 'email', label: t('email'), type: 'email', autoComplete: 'off', maxLength: 254 },
                {
                  name: 'role',
                  label: t('role'),
                  options: ROLES.map((role) => ({
                    value: role,
                    label: `${t(ROLE_WORDS[role].name)} · ${t(ROLE_WORDS[role].hint)}`,
                  })),
                },
              ]}
            />
          </Card>
          <Invitations cooperativeId={cooperative.id} invitations={invitations} />
        </div>
      </div>
      <Trail coop={coop} trail={trail} paged={Boolean(after)} />
    </>
  )
}
