import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction, type Tx } from '#lib/kernel/transaction.ts'
import type { Actor } from '#lib/members/model.ts'
import { closedFor } from './admit.ts'
import { lengthOf, looksLike, plainLine } from './chat-text.ts'
import type { LiveEvent } from './events.ts'
import {
  CHAT_REPEAT_SECONDS,
  type ChatFault,
  isOpenFor,
  MAX_CHAT_CHARACTERS,
  MAX_NICKNAME_CHARACTERS,
  type PostChat,
} from './model.ts'
import { partOf } from './policy.ts'
import { lockAuthor } from './store.ts'

/** One line of chat, as plain text, under the member's name or a guest's nickname. */
export async function postChat(
  context: Context,
  actor: Actor,
  input: PostChat,
): Promise<Result<{ messageId: string }, ChatFault>> {
  const text = plainLine(input.text)
  if (!text) return refuse({ code: 'nothing-said' })
  if (lengthOf(text) > MAX_CHAT_CHARACTERS) return refuse({ code: 'said-too-much', max: MAX_CHAT_CHARACTERS })
  if (actor.kind === 'house') return refuse({ code: 'not-allowed' })

  return await inTransaction<{ messageId: string }, ChatFault>(async (tx) => {
    const show = await tx.show.findUnique({
      where: { id: input.showId },
      select: { cooperativeId: true, hostId: true, state: true, host: { select: { name: true } } },
    })
    if (!show) return refuse({ code: 'show-unknown' })
    if (!isOpenFor(show.state, 'chat')) return closedFor(show.state, 'chat')
    const named = nicknameOf(actor, input.nickname, show.host.name)
    if (!named.ok) return named
    await lockAuthor(tx, input.showId, actor.id)
    if (await isMuted(tx, input.showId, actor.id)) return refuse({ code: 'muted' })
    if (await saidAlready(tx, context, input.showId, actor.id, text)) return refuse({ code: 'said-already' })

    const messageId = context.id('message')
    await tx.chatMessage.create({
      data: {
        id: messageId,
        showId: input.showId,
        authorId: actor.id,
        nickname: named.value,
        part: partOf(actor, show),
        text,
        at: context.now(),
      },
    })
    await emit<LiveEvent>(tx, context, { type: 'live.chat-posted', showId: input.showId, messageId })
    return ok({ messageId })
  })
}

/** A member speaks under her name; a guest under any that is not the host's in disguise. */
function nicknameOf(actor: Actor, typed: string | undefined, hostName: string): Result<string, ChatFault> {
  if (actor.kind === 'user') return ok([...plainLine(actor.name)].slice(0, MAX_NICKNAME_CHARACTERS).join(''))
  const nickname = plainLine(typed ?? '')
  if (!nickname) return refuse({ code: 'nickname-needed' })
  if (lengthOf(nickname) > MAX_NICKNAME_CHARACTERS)
    return refuse({ code: 'nickname-too-long', max: MAX_NICKNAME_CHARACTERS })
  return looksLike(nickname, hostName) ? refuse({ code: 'nickname-taken' }) : ok(nickname)
}

async function isMuted(tx: Tx, showId: string, authorId: string): Promise<boolean> {
  return (await tx.chatMute.count({ where: { showId, authorId } })) > 0
}

async function saidAlready(
  tx: Tx,
  context: Context,
  showId: string,
  authorId: string,
  text: string,
): Promise<boolean> {
  const since = new Date(context.now().getTime() - CHAT_REPEAT_SECONDS * 1_000)
  return (await tx.chatMessage.count({ where: { showId, authorId, text, at: { gt: since } } })) > 0
}
