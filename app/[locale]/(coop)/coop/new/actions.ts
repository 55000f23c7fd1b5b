'use server'
import { z } from 'zod'
import { MEMBERS_FAULT_WORDS } from '#components/members/fault-words.ts'
import { type FormState, formState } from '#components/ui/form-state.ts'
import { REGION_CODES } from '#lib/catalog/regions.ts'
import { action } from '#lib/edge/action.ts'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { createCooperative } from '#lib/members/create-cooperative.ts'
import { createCooperativeInput } from '#lib/members/model.ts'
import { mayCreateCooperative } from '#lib/members/policy.ts'

const found = action({
  name: 'members.create-cooperative',
  input: createCooperativeInput.extend({ region: z.enum(REGION_CODES) }),
  allow: mayCreateCooperative,
  limits: [{ name: 'create-cooperative', points: 30, seconds: 3600, by: 'actor' }],
  run: ({ context, actor, locale }, input) => createCooperative(context, actor, { ...input, locale }),
  leadsTo: ({ locale }, { slug }) => paths.coopMembers(locale, slug),
})

/** A further cooperative in this house. */
export async function create(_before: FormState, form: FormData): Promise<FormState> {
  const [answer, { locale }] = await Promise.all([found(null, form), visit()])
  return formState(answer, MEMBERS_FAULT_WORDS, locale, form)
}
