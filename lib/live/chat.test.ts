import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemContext } from '#lib/kernel/context.ts'
import { closeDb, db } from '#lib/kernel/db.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import type { Actor } from '#lib/members/model.ts'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import { setUpShow } from '../../tests/fixtures/show.ts'
import { addPerson, type Stall, setUpStall } from '../../tests/fixtures/stall.ts'
import { deleteChat } from './delete-chat.ts'
import { muteAuthor } from './mute-author.ts'
import { postChat } from './post-chat.ts'
import { recentChat } from './queries.ts'
import { lockAuthor } from './store.ts'
import { mutedAuthors } from './studio-queries.ts'
import { unmuteAuthor } from './unmute-author.ts'

useTestDatabase(closeDb)

const context = systemContext()
const guest = (): Actor & { kind: 'guest' } => ({ kind: 'guest', id: context.id('guest') })
let stall: Stall
let show: Awaited<ReturnType<typeof setUpShow>>
beforeAll(async () => {
  stall = await setUpStall()
})
beforeEach(async () => {
  show = await setUpShow(stall)
})

const codeOf = (answer: { ok: true } | { ok: false; fault: { code: string } }) =>
  answer.ok ? 'ok' : answer.fault.code
const say = (actor: Actor, text: string, nickname?: string, at = context) =>
  postChat(at, actor, { showId: show.id, text, ...(nickname !== undefined && { nickname }) })

describe('a line', () => {
  test('stands under the member’s name and part, or the guest’s nickname', async () => {
    const viewer = await addPerson(stall.cooperativeId)
    const assistant = await addPerson(stall.cooperativeId, 'ASSISTANT')
    await say(guest(), '早上好', ' 小雨 ')
    await say(viewer, 'hello', 'somebody else')
    await say(assistant, 'welcome')
    await say(show.host, '大家好')
    expect(await recentChat(show.id)).toMatchObject([
      { nickname: '小雨', part: 'viewer', text: '早上好' },
      { nickname: viewer.name, part: 'viewer', text: 'hello', authorId: viewer.id },
      { nickname: assistant.name, part: 'assistant' },
      { nickname: show.host.name, part: 'host' },
    ])
  })

  test('is plain text, whatever was typed', async () => {
    await say(guest(), '<img src=x onerror=alert(1)>\u202E\u200B\nhttps://x.example', 'x')
    expect((await recentChat(show.id))[0]?.text).toBe('<img src=x onerror=alert(1)> https://x.example')
  })

  test.each([
    ['', 'nothing-said'],
    ['\u200B\u202E\u3164', 'nothing-said'],
    ['x'.repeat(201), 'said-too-much'],
    ['x'.repeat(10_000), 'said-too-much'],
  ])('is refused with a reason: %#', async (text, code) => {
    expect(codeOf(await say(guest(), text, 'x'))).toBe(code)
    expect(await recentChat(show.id)).toEqual([])
  })

  test('two hundred characters are enough, in any script', async () => {
    expect(codeOf(await say(guest(), '🍊'.repeat(200), 'x'))).toBe('ok')
  })

  test.each([
    [undefined, 'nickname-needed'],
    ['\u200B ', 'nickname-needed'],
    ['x'.repeat(25), 'nickname-too-long'],
  ])('needs a nickname from a guest: %j', async (nickname, code) => {
    expect(codeOf(await say(guest(), 'hello', nickname))).toBe(code)
  })

  test('not under the host’s name, in disguise either', async () => {
    for (const disguise of [show.host.name, show.host.name.toUpperCase(), [...show.host.name].join('\u200B')])
      expect(codeOf(await say(guest(), 'buy from me', disguise))).toBe('nickname-taken')
  })

  test('is said once: the same again within half a minute is refused, at once or one after the other', async () => {
    const author = guest()
    const at = (second: number) => ({ ...context, now: () => new Date(Date.UTC(2026, 10, 23, 8, 0, second)) })
    const burst = await Promise.all(Array.from({ length: 6 }, () => say(author, 'hello', 'x', at(0))))
    expect(burst.map(codeOf).sort()).toEqual(['ok', ...Array(5).fill('said-already')])
    expect(codeOf(await say(author, ' hello ', 'x', at(29)))).toBe('said-already')
    expect(codeOf(await say(author, 'hello', 'x', at(31)))).toBe('ok')
    expect(codeOf(await say(guest(), 'hello', 'x', at(31)))).toBe('ok')
  })

  test('waits for what its author is just saying', async () => {
    const author = guest()
    const { promise: isSaid, resolve: saidNow } = Promise.withResolvers<void>()
    const { promise: mayEnd, resolve: endNow } = Promise.withResolvers<void>()
    const first = inTransaction(async (tx) => {
      await lockAuthor(tx, show.id, author.id)
      const line = { showId: show.id, authorId: author.id, nickname: 'x', text: 'hello', at: context.now() }
      await tx.chatMessage.create({ data: { id: context.id('message'), ...line } })
      saidNow()
      await mayEnd
      return ok()
    })
    await isSaid
    let answered = false
    const second = say(author, 'hello', 'x').finally(() => {
      answered = true
    })
    const waits = () =>
      db().$queryRaw<unknown[]>`select 1 from pg_locks where locktype = 'advisory' and not granted`
    while (!answered && (await waits()).length === 0);
    endNow()
    await first
    expect(codeOf(await second)).toBe('said-already')
  })

  test.each(['ENDED', 'CANCELLED', 'STOPPED'] as const)('not when the show is %s', async (state) => {
    show = await setUpShow(stall, state)
    expect(codeOf(await say(guest(), 'hello', 'x'))).toBe('show-closed')
  })

  test('not in no show', async () => {
    expect(
      codeOf(await postChat(context, guest(), { showId: context.id('show'), text: 'x', nickname: 'x' })),
    ).toBe('show-unknown')
  })
})

test('who joins late sees the last fifty, oldest first', async () => {
  for (let i = 0; i < 55; i++) await say(guest(), `line ${i}`, 'x')
  const lines = (await recentChat(show.id)).map(({ text }) => text)
  expect(lines).toHaveLength(50)
  expect([lines.at(0), lines.at(-1)]).toEqual(['line 5', 'line 54'])
})

describe('moderation', () => {
  async function oneLine(author: Actor = guest()) {
    const said = await say(author, 'buy followers', 'spam')
    if (!said.ok) throw new Error(said.fault.code)
    return { author, messageId: said.value.messageId }
  }

  test('host, assistant and manager delete; nobody else', async () => {
    const { messageId } = await oneLine()
    const foreign = await setUpStall()
    const refused: Actor[] = [
      guest(),
      await addPerson(stall.cooperativeId),
      await addPerson(stall.cooperativeId, 'PACKER'),
      await addPerson(foreign.cooperativeId, 'HOST', 'MANAGER'),
    ]
    for (const actor of refused) {
      expect(codeOf(await deleteChat(context, actor, { showId: show.id, messageId }))).toBe('not-allowed')
      expect(
        codeOf(await muteAuthor(context, actor, { showId: show.id, authorId: context.id('guest') })),
      ).toBe('not-allowed')
    }
    expect(await recentChat(show.id)).toHaveLength(1)
    for (const role of ['ASSISTANT', 'MANAGER', 'HOST'] as const) {
      const actor = await addPerson(stall.cooperativeId, role)
      const line = await oneLine()
      expect(codeOf(await deleteChat(context, actor, { showId: show.id, messageId: line.messageId }))).toBe(
        'ok',
      )
      expect(codeOf(await deleteChat(context, actor, { showId: show.id, messageId: line.messageId }))).toBe(
        'ok',
      )
    }
    expect((await recentChat(show.id)).map(({ id }) => id)).toEqual([messageId])
    expect(await db().chatMessage.count({ where: { showId: show.id } })).toBe(4)
  })

  test('a line of another show is none of this one’s', async () => {
    const { messageId } = await oneLine()
    const other = await setUpShow(stall)
    expect(codeOf(await deleteChat(context, other.host, { showId: other.id, messageId }))).toBe(
      'message-unknown',
    )
  })

  test('who is muted says nothing more in this show, until she is let', async () => {
    const { author } = await oneLine()
    if (author.id === null) throw new Error('nobody')
    const mute = { showId: show.id, authorId: author.id }
    expect(codeOf(await muteAuthor(context, show.host, mute))).toBe('ok')
    expect(codeOf(await say(author, 'more', 'another name'))).toBe('muted')
    expect(await mutedAuthors(show.id)).toEqual([{ authorId: author.id, nickname: 'spam' }])
    expect((await recentChat(show.id)).map(({ text }) => text)).toEqual(['buy followers'])
    expect(codeOf(await unmuteAuthor(context, show.host, mute))).toBe('ok')
    expect(codeOf(await say(author, 'more', 'another name'))).toBe('ok')
  })

  test('staff are not silenced, nor strangers to the show', async () => {
    const assistant = await addPerson(stall.cooperativeId, 'ASSISTANT')
    await say(assistant, 'welcome')
    const mute = async (authorId: string) =>
      codeOf(await muteAuthor(context, show.host, { showId: show.id, authorId }))
    expect(await mute(assistant.id)).toBe('author-is-staff')
    expect(await mute(context.id('guest'))).toBe('author-unknown')
  })
})
