'use server'
import { MEMBERS_FAULT_WORDS } from '#components/members/fault-words.ts'
import { type FormState, formState } from '#components/ui/form-state.ts'
import { action } from '#lib/edge/action.ts'
import { nextPath } from '#lib/edge/next-path.ts'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { registerInput } from '#lib/members/model.ts'
import { anyone } from '#lib/members/policy.ts'
import { registerWithPassword } from '#lib/members/register-with-password.ts'
import { currentBrowser } from '#lib/members/session.ts'
import { takeIn } from '../take-in.ts'

const open = action({
  name: 'members.register',
  input: registerInput,
  allow: anyone,
  limits: [
    { name: 'register.address', points: 20, seconds: 3600, by: 'address' },
    // An answer tells whether there is an account, so nobody shall ask it often of one address.
    { name: 'register.account', points: 5, seconds: 3600, by: ({ email }) => email },
  ],
  async run(now, { name, email, password }) {
    const browser = await currentBrowser(now.locale)
    const answer = await registerWithPassword(now.context, browser, { name, email, password })
    if (answer.ok) await takeIn(now, answer.value)
    return answer
  },
  leadsTo: ({ locale }, _, { next }) => nextPath(next) ?? paths.home(locale),
})

/** Opens an account and signs its owner in. */
export async function register(_before: FormState, form: FormData): Promise<FormState> {
  const [answer, { locale }] = await Promise.all([open(null, form), visit()])
  return formState(answer, MEMBERS_FAULT_WORDS, locale, form)
}
