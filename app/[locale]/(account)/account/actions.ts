'use server'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { MEMBERS_FAULT_WORDS } from '#components/members/fault-words.ts'
import { type FormState, formState } from '#components/ui/form-state.ts'
import { action } from '#lib/edge/action.ts'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { changeName } from '#lib/members/change-name.ts'
import { changePassword } from '#lib/members/change-password.ts'
import { changeNameInput, changePasswordInput } from '#lib/members/model.ts'
import { anyone, isSignedIn } from '#lib/members/policy.ts'
import { currentBrowser, dropSession, keepSession } from '#lib/members/session.ts'
import { signOut, signOutEverywhere } from '#lib/members/sign-out.ts'

const nothing = z.strictObject({})

const leaveHere = action({
  name: 'members.sign-out',
  input: nothing,
  allow: anyone,
  async run({ context, locale }) {
    const answer = await signOut(context, await currentBrowser(locale))
    if (answer.ok) await dropSession()
    return answer
  },
  leadsTo: ({ locale }) => paths.home(locale),
})

/** Signs this browser out. */
export async function leave(_before: FormState, form: FormData): Promise<FormState> {
  const [answer, { locale }] = await Promise.all([leaveHere(null, form), visit()])
  return formState(answer, MEMBERS_FAULT_WORDS, locale, form)
}

const leaveAll = action({
  name: 'members.sign-out-everywhere',
  input: nothing,
  allow: isSignedIn,
  async run({ context, actor }) {
    const answer = await signOutEverywhere(context, actor)
    if (answer.ok) await dropSession()
    return answer
  },
  leadsTo: ({ locale }) => paths.home(locale),
})

/** Ends every session of this person. */
export async function leaveEverywhere(_before: FormState, form: FormData): Promise<FormState> {
  const [answer, { locale }] = await Promise.all([leaveAll(null, form), visit()])
  return formState(answer, MEMBERS_FAULT_WORDS, locale, form)
}

const newPassword = action({
  name: 'members.change-password',
  input: changePasswordInput,
  allow: isSignedIn,
  limits: [{ name: 'change-password', points: 10, seconds: 900, by: 'actor' }],
  async run({ context, actor, locale }, input) {
    const answer = await changePassword(context, actor, await currentBrowser(locale), input)
    if (answer.ok) await keepSession(answer.value)
    return answer
  },
  touches: ({ locale }) => [paths.account(locale)],
})

/** Chooses a new password. */
export async function choosePassword(_before: FormState, form: FormData): Promise<FormState> {
  const [answer, { locale }, t] = await Promise.all([
    newPassword(null, form),
    visit(),
    getTranslations('account'),
  ])
  return formState(answer, MEMBERS_FAULT_WORDS, locale, form, t('passwordSaved'))
}

const newName = action({
  name: 'members.change-name',
  input: changeNameInput,
  allow: isSignedIn,
  limits: [{ name: 'change-name', points: 10, seconds: 3600, by: 'actor' }],
  run: ({ context, actor }, input) => changeName(context, actor, input),
  touches: ({ locale }) => [paths.account(locale)],
})

/** Takes another name. */
export async function chooseName(_before: FormState, form: FormData): Promise<FormState> {
  const [answer, { locale }, t] = await Promise.all([
    newName(null, form),
    visit(),
    getTranslations('account'),
  ])
  return formState(answer, MEMBERS_FAULT_WORDS, locale, form, t('nameSaved'))
}
