'use server'
import { MEMBERS_FAULT_WORDS } from '#components/members/fault-words.ts'
import { type FormState, formState } from '#components/ui/form-state.ts'
import { action } from '#lib/edge/action.ts'
import { nextPath } from '#lib/edge/next-path.ts'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { codeRequestInput, codeSignInInput, passwordSignInInput } from '#lib/members/model.ts'
import { anyone } from '#lib/members/policy.ts'
import { requestSignInCode } from '#lib/members/request-sign-in-code.ts'
import { currentBrowser } from '#lib/members/session.ts'
import { signInWithCode } from '#lib/members/sign-in-with-code.ts'
import { signInWithPassword } from '#lib/members/sign-in-with-password.ts'
import { takeIn } from '../take-in.ts'

const byPassword = action({
  name: 'members.sign-in-with-password',
  input: passwordSignInInput,
  allow: anyone,
  limits: [
    { name: 'sign-in.address', points: 60, seconds: 900, by: 'address' },
    // Who is kept out by somebody else's tries still has the code by mail.
    { name: 'sign-in.account', points: 10, seconds: 900, by: ({ email }) => email },
  ],
  async run(now, { email, password }) {
    const answer = await signInWithPassword(now.context, await currentBrowser(now.locale), {
      email,
      password,
    })
    if (answer.ok) await takeIn(now, answer.value)
    return answer
  },
  leadsTo: ({ locale }, _, { next }) => nextPath(next) ?? paths.home(locale),
})

/** Signs in who knows the password. */
export async function signInByPassword(_before: FormState, form: FormData): Promise<FormState> {
  const [answer, { locale }] = await Promise.all([byPassword(null, form), visit()])
  return formState(answer, MEMBERS_FAULT_WORDS, locale, form)
}

const forCode = action({
  name: 'members.request-sign-in-code',
  input: codeRequestInput,
  allow: anyone,
  limits: [
    { name: 'code.address', points: 30, seconds: 3600, by: 'address' },
    // Each is a letter in somebody's mailbox.
    { name: 'code.mailbox', points: 5, seconds: 1800, by: ({ email }) => email },
  ],
  run: async ({ context, locale }, { email }) =>
    requestSignInCode(context, await currentBrowser(locale), { email }),
  leadsTo: ({ locale }, { request }, { next }) => paths.signIn(locale, nextPath(next) ?? undefined, request),
})

/** Has six digits mailed. */
export async function askForCode(_before: FormState, form: FormData): Promise<FormState> {
  const [answer, { locale }] = await Promise.all([forCode(null, form), visit()])
  return formState(answer, MEMBERS_FAULT_WORDS, locale, form)
}

const byCode = action({
  name: 'members.sign-in-with-code',
  input: codeSignInInput,
  allow: anyone,
  // Each request has its five tries; this is for who tries many requests.
  limits: [{ name: 'code-try.address', points: 40, seconds: 900, by: 'address' }],
  async run(now, { request, code }) {
    const answer = await signInWithCode(now.context, await currentBrowser(now.locale), { request, code })
    if (answer.ok) await takeIn(now, answer.value)
    return answer
  },
  leadsTo: ({ locale }, _, { next }) => nextPath(next) ?? paths.home(locale),
})

/** Signs in who read the mail. */
export async function signInByCode(_before: FormState, form: FormData): Promise<FormState> {
  const [answer, { locale }] = await Promise.all([byCode(null, form), visit()])
  return formState(answer, MEMBERS_FAULT_WORDS, locale, form)
}
