'use server'
import { getTranslations } from 'next-intl/server'
import { MEMBERS_FAULT_WORDS } from '#components/members/fault-words.ts'
import { type FormState, formState } from '#components/ui/form-state.ts'
import { action } from '#lib/edge/action.ts'
import { paths } from '#lib/edge/paths.ts'
import { type Visit, visit } from '#lib/edge/request.ts'
import { changeRoles } from '#lib/members/change-roles.ts'
import { inviteMember } from '#lib/members/invite-member.ts'
import type { Actor } from '#lib/members/model.ts'
import {
  changeRolesInput,
  INVITATION_DAYS,
  inviteInput,
  removeMemberInput,
  revokeInvitationInput,
} from '#lib/members/model.ts'
import { mayManageMembers } from '#lib/members/policy.ts'
import { removeMember } from '#lib/members/remove-member.ts'
import { revokeInvitation } from '#lib/members/revoke-invitation.ts'

// Whatever is touched, the page that was sent from is made anew as well.
const touches = ({ locale }: Visit) => [paths.coop(locale)]
const managesIt = (actor: Actor, { cooperativeId }: { readonly cooperativeId: string }) =>
  mayManageMembers(actor, cooperativeId)

const send = action({
  name: 'members.invite',
  input: inviteInput,
  allow: managesIt,
  limits: [{ name: 'invite', points: 60, seconds: 3600, by: 'actor' }],
  run: ({ context, actor, locale }, input) => inviteMember(context, actor, { ...input, locale }),
  touches,
})

/** Invites an address to a role. */
export async function invite(_before: FormState, form: FormData): Promise<FormState> {
  const [answer, { locale }, t] = await Promise.all([send(null, form), visit(), getTranslations('account')])
  return formState(answer, MEMBERS_FAULT_WORDS, locale, form, t('invited', { days: INVITATION_DAYS }))
}

const revoke = action({
  name: 'members.revoke-invitation',
  input: revokeInvitationInput,
  allow: managesIt,
  run: ({ context, actor }, input) => revokeInvitation(context, actor, input),
  touches,
})

/** Takes an invitation back. */
export async function takeBack(_before: FormState, form: FormData): Promise<FormState> {
  const [answer, { locale }, t] = await Promise.all([revoke(null, form), visit(), getTranslations('account')])
  return formState(answer, MEMBERS_FAULT_WORDS, locale, form, t('takenBack'))
}

const change = action({
  name: 'members.change-roles',
  input: changeRolesInput,
  allow: managesIt,
  run: ({ context, actor }, input) => changeRoles(context, actor, input),
  touches,
})

/** The roles a member holds from now on. */
export async function setRoles(_before: FormState, form: FormData): Promise<FormState> {
  const [answer, { locale }, t] = await Promise.all([change(null, form), visit(), getTranslations('account')])
  return formState(answer, MEMBERS_FAULT_WORDS, locale, form, t('rolesSaved'))
}

const takeOut = action({
  name: 'members.remove',
  input: removeMemberInput,
  allow: managesIt,
  run: ({ context, actor }, input) => removeMember(context, actor, input),
  touches,
})

/** Takes all roles from a member. */
export async function remove(_before: FormState, form: FormData): Promise<FormState> {
  const [answer, { locale }] = await Promise.all([takeOut(null, form), visit()])
  return formState(answer, MEMBERS_FAULT_WORDS, locale, form)
}
