'use server'
import type { SayState } from '#components/live/chat.tsx'
import { CHAT_FAULT_WORDS, LIVE_FAULT_WORDS } from '#components/live/fault-words.ts'
import type { RemindState } from '#components/live/remind-form.tsx'
import { EDGE_FAULT_WORDS, sayFault } from '#components/ui/fault-words.ts'
import { action } from '#lib/edge/action.ts'
import { visit } from '#lib/edge/request.ts'
import { CHAT_LIMITS, postChatInput, remindMeInput } from '#lib/live/model.ts'
import { postChat } from '#lib/live/post-chat.ts'
import { remindMe } from '#lib/live/remind-me.ts'
import { anyone } from '#lib/members/policy.ts'

const post = action({
  name: 'live.post-chat',
  input: postChatInput,
  allow: anyone,
  limits: CHAT_LIMITS,
  run: ({ context, actor }, input) => postChat(context, actor, input),
})

/** Says a line in the show's chat. */
export async function say(_before: SayState, form: FormData): Promise<SayState> {
  const [answer, { locale }] = await Promise.all([post(null, form), visit()])
  if (!answer || answer.ok) return null
  return { problem: sayFault(answer.fault, { ...CHAT_FAULT_WORDS, ...EDGE_FAULT_WORDS }, locale) }
}

const remind = action({
  name: 'live.remind-me',
  input: remindMeInput,
  allow: anyone,
  limits: [{ name: 'remind', points: 10, seconds: 600, by: 'address' }],
  run: ({ context, actor }, input) => remindMe(context, actor, input),
})

/** Asks for one mail before the show begins. */
export async function askReminder(_before: RemindState, form: FormData): Promise<RemindState> {
  const [answer, { locale }] = await Promise.all([remind(null, form), visit()])
  if (!answer || answer.ok) return { done: true }
  return {
    done: false,
    problem: sayFault(answer.fault, { ...LIVE_FAULT_WORDS, ...EDGE_FAULT_WORDS }, locale),
  }
}
