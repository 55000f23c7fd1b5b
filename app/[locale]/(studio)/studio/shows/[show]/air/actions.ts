'use server'
import type { SayState } from '#components/live/chat.tsx'
import { CHAT_FAULT_WORDS, LIVE_FAULT_WORDS } from '#components/live/fault-words.ts'
import { EDGE_FAULT_WORDS, sayFault } from '#components/ui/fault-words.ts'
import { action } from '#lib/edge/action.ts'
import { visit } from '#lib/edge/request.ts'
import { deleteChat } from '#lib/live/delete-chat.ts'
import { CHAT_LIMITS, deleteChatInput, muteInput, pinInput, postChatInput } from '#lib/live/model.ts'
import { muteAuthor } from '#lib/live/mute-author.ts'
import { pinProduct } from '#lib/live/pin-product.ts'
import { postChat } from '#lib/live/post-chat.ts'
import { unmuteAuthor } from '#lib/live/unmute-author.ts'
import { unpinProduct } from '#lib/live/unpin-product.ts'
import { isStaffSomewhere } from '#lib/members/policy.ts'

const PIN_WORDS = { ...LIVE_FAULT_WORDS, ...EDGE_FAULT_WORDS }
const CHAT_WORDS = { ...CHAT_FAULT_WORDS, ...EDGE_FAULT_WORDS }

const pinAction = action({
  name: 'live.pin-product',
  input: pinInput,
  allow: isStaffSomewhere,
  run: ({ context, actor }, input) => pinProduct(context, actor, input),
})

/** On air from this moment. What is wrong in the host's words, or null. */
export async function pin(showId: string, productId: string): Promise<string | null> {
  const [answer, { locale }] = await Promise.all([pinAction({ showId, productId }), visit()])
  return answer.ok ? null : sayFault(answer.fault, PIN_WORDS, locale)
}

const unpinAction = action({
  name: 'live.unpin-product',
  input: pinInput,
  allow: isStaffSomewhere,
  run: ({ context, actor }, input) => unpinProduct(context, actor, input),
})

export async function unpin(showId: string, productId: string): Promise<string | null> {
  const [answer, { locale }] = await Promise.all([unpinAction({ showId, productId }), visit()])
  return answer.ok ? null : sayFault(answer.fault, PIN_WORDS, locale)
}

const sayAction = action({
  name: 'live.post-chat',
  input: postChatInput,
  allow: isStaffSomewhere,
  limits: CHAT_LIMITS,
  run: ({ context, actor }, input) => postChat(context, actor, input),
})

export async function say(_before: SayState, form: FormData): Promise<SayState> {
  const [answer, { locale }] = await Promise.all([sayAction(null, form), visit()])
  if (!answer || answer.ok) return null
  return { problem: sayFault(answer.fault, CHAT_WORDS, locale) }
}

const removeAction = action({
  name: 'live.delete-chat',
  input: deleteChatInput,
  allow: isStaffSomewhere,
  run: ({ context, actor }, input) => deleteChat(context, actor, input),
})

export async function remove(showId: string, messageId: string): Promise<string | null> {
  const [answer, { locale }] = await Promise.all([removeAction({ showId, messageId }), visit()])
  return answer.ok ? null : sayFault(answer.fault, CHAT_WORDS, locale)
}

const muteAction = action({
  name: 'live.mute-author',
  input: muteInput,
  allow: isStaffSomewhere,
  run: ({ context, actor }, input) => muteAuthor(context, actor, input),
})

export async function mute(showId: string, authorId: string): Promise<string | null> {
  const [answer, { locale }] = await Promise.all([muteAction({ showId, authorId }), visit()])
  return answer.ok ? null : sayFault(answer.fault, CHAT_WORDS, locale)
}

const unmuteAction = action({
  name: 'live.unmute-author',
  input: muteInput,
  allow: isStaffSomewhere,
  run: ({ context, actor }, input) => unmuteAuthor(context, actor, input),
})

export async function unmute(showId: string, authorId: string): Promise<string | null> {
  const [answer, { locale }] = await Promise.all([unmuteAction({ showId, authorId }), visit()])
  return answer.ok ? null : sayFault(answer.fault, CHAT_WORDS, locale)
}
