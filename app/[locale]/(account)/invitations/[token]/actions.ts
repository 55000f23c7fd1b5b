'use server'
import { MEMBERS_FAULT_WORDS } from '#components/members/fault-words.ts'
import { type FormState, formState } from '#components/ui/form-state.ts'
import { action } from '#lib/edge/action.ts'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { acceptInvitation } from '#lib/members/accept-invitation.ts'
import { acceptInput } from '#lib/members/model.ts'
import { anyone } from '#lib/members/policy.ts'
import { currentBrowser } from '#lib/members/session.ts'
import { takeIn } from '../../take-in.ts'

const join = action({
  name: 'members.accept-invitation',
  input: acceptInput,
  // The token decides, in the verb.
  allow: anyone,
  limits: [{ name: 'accept-invitation', points: 20, seconds: 900, by: 'address' }],
  async run(now, input) {
    const browser = await currentBrowser(now.locale)
    const answer = await acceptInvitation(now.context, now.actor, browser, input)
    if (answer.ok && answer.value.signedIn) await takeIn(now, answer.value.signedIn)
    return answer
  },
  leadsTo: ({ locale }, { cooperativeSlug }) => paths.coopHome(locale, cooperativeSlug),
})

/** Joins the cooperative that invited. */
export async function accept(_before: FormState, form: FormData): Promise<FormState> {
  const [answer, { locale }] = await Promise.all([join(null, form), visit()])
  return formState(answer, MEMBERS_FAULT_WORDS, locale, form)
}
