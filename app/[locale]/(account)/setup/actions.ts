'use server'
import { z } from 'zod'
import { MEMBERS_FAULT_WORDS } from '#components/members/fault-words.ts'
import { type FormState, formState } from '#components/ui/form-state.ts'
import { REGION_CODES } from '#lib/catalog/regions.ts'
import { action } from '#lib/edge/action.ts'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { setUpInput } from '#lib/members/model.ts'
import { anyone } from '#lib/members/policy.ts'
import { currentBrowser } from '#lib/members/session.ts'
import { setUpHouse } from '#lib/members/set-up-house.ts'
import { takeIn } from '../take-in.ts'

const open = action({
  name: 'members.set-up',
  input: setUpInput.extend({ region: z.enum(REGION_CODES) }),
  // There is nobody yet who could be asked; the verb sees to it that it stays so.
  allow: anyone,
  limits: [{ name: 'set-up', points: 20, seconds: 3600, by: 'address' }],
  async run(now, input) {
    const answer = await setUpHouse(now.context, await currentBrowser(now.locale), input)
    if (answer.ok) await takeIn(now, answer.value)
    return answer
  },
  leadsTo: ({ locale }, _, { slug }) => paths.coopProducts(locale, slug),
})

/** The first run: the first person and the first cooperative. */
export async function setUp(_before: FormState, form: FormData): Promise<FormState> {
  const [answer, { locale }] = await Promise.all([open(null, form), visit()])
  return formState(answer, MEMBERS_FAULT_WORDS, locale, form)
}
