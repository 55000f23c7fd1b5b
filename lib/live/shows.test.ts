import { beforeAll, describe, expect, test } from 'vitest'
import { systemContext } from '#lib/kernel/context.ts'
import { closeDb, db } from '#lib/kernel/db.ts'
import { logger } from '#lib/kernel/log.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { keepLatest } from '#lib/media/keep-latest.ts'
import { makeStreamKey } from '#lib/media/make-stream-key.ts'
import { type Actor, THE_HOUSE } from '#lib/members/model.ts'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import { listProduct, setUpShow } from '../../tests/fixtures/show.ts'
import { addPerson, type Stall, setUpStall } from '../../tests/fixtures/stall.ts'
import { cancelShow } from './cancel-show.ts'
import { createShow } from './create-show.ts'
import { editShow } from './edit-show.ts'
import { endForgotten } from './end-forgotten.ts'
import { endShow } from './end-show.ts'
import { followSignal } from './follow-signal.ts'
import { liveJobs } from './jobs.ts'
import { lineUp } from './line-up.ts'
import { createShowInput, lineUpInput } from './model.ts'
import {
  comingUp,
  doorShow,
  onAirNow,
  pricesOnAir,
  replays,
  searchShows,
  showPage,
  showsWith,
} from './queries.ts'
import { remindMe } from './remind-me.ts'
import { rotateStreamKey } from './rotate-stream-key.ts'
import { scheduleShow } from './schedule-show.ts'
import { stopShow } from './stop-show.ts'
import { lineUpWith, preparedShow, studioShows } from './studio-queries.ts'

useTestDatabase(closeDb)

const context = systemContext()
const later = (minutes: number) => new Date(context.now().getTime() + minutes * 60_000)
const title = (zh: string, en = '') => ({ zh, en, fr: '' })
const story = { zh: '', en: '', fr: '' }

let stall: Stall
let strangers: Actor[]
beforeAll(async () => {
  stall = await setUpStall()
  const elsewhere = await setUpStall()
  strangers = [
    { kind: 'guest', id: context.id('guest') },
    await addPerson(stall.cooperativeId),
    await addPerson(stall.cooperativeId, 'PACKER'),
    await addPerson(elsewhere.cooperativeId, 'HOST', 'MANAGER'),
  ]
})

const codeOf = (answer: { ok: true } | { ok: false; fault: { code: string } }) =>
  answer.ok ? 'ok' : answer.fault.code
const lastEvents = async (count: number) =>
  (await db().outbox.findMany({ orderBy: { id: 'desc' }, take: count })).map(({ type }) => type).reverse()

async function sweep(name: string): Promise<void> {
  await liveJobs.sweeps.find((one) => one.name === name)?.run(context, logger('test'))
}

/** The row of a second of film that came then, in an epoch that is open. */
async function receive(showId: string, at: Date): Promise<void> {
  const epochId = context.id('epoch')
  await db().epoch.create({
    data: {
      id: epochId,
      showId,
      streamKeyId: 'key',
      name: 'e1',
      encoderName: 'e1',
      ordinal: 0,
      container: 'FMP4',
      expected: 1,
      openedAt: at,
      segments: {
        create: {
          id: context.id('segment'),
          showId,
          sequence: 0,
          number: 0,
          file: '0.m4s',
          capturedAt: at,
          durationMicros: 1_000_000,
          byteLength: 1,
          sha256: '',
          independent: true,
          receivedAt: at,
        },
      },
    },
  })
}

describe('make and change a show', () => {
  test('a host makes one; its address comes from its title and is nobody else’s', async () => {
    const host = await addPerson(stall.cooperativeId, 'HOST')
    const input = createShowInput.parse({
      cooperativeId: stall.cooperativeId,
      title: { zh: '早市', en: 'Harvest morning' },
      scheduledAt: later(60).toISOString(),
    })
    const first = await createShow(context, host, input)
    const second = await createShow(context, host, input)
    expect(first).toMatchObject({ ok: true, value: { slug: 'harvest-morning' } })
    expect(second.ok && second.value.slug).toMatch(/^harvest-morning-[a-z0-9]{4}$/)
    expect(await showPage('harvest-morning')).toMatchObject({
      state: 'SCHEDULED',
      title: { zh: '早市', en: 'Harvest morning', fr: '' },
      hostName: host.name,
      feedNumber: 0,
      lineUp: [],
      pins: [],
    })
  })

  test('strangers and assistants make, change, cancel and end nothing', async () => {
    const show = await setUpShow(stall, 'SCHEDULED')
    const live = await setUpShow(stall, 'LIVE')
    const create = { cooperativeId: stall.cooperativeId, title: title('早市'), story, scheduledAt: later(60) }
    for (const actor of [...strangers, await addPerson(stall.cooperativeId, 'ASSISTANT')]) {
      const answers = [
        await createShow(context, actor, create),
        await editShow(context, actor, { showId: show.id, title: title('x'), story }),
        await scheduleShow(context, actor, { showId: show.id, scheduledAt: later(60) }),
        await cancelShow(context, actor, { showId: show.id }),
        await lineUp(context, actor, { showId: show.id, listings: [] }),
        await rotateStreamKey(context, actor, { showId: show.id }),
        await endShow(context, actor, { showId: live.id }),
        await stopShow(context, actor, { showId: live.id, reason: 'because' }),
      ]
      expect(answers.map(codeOf)).toEqual(answers.map(() => 'not-allowed'))
    }
    expect((await doorShow({ id: show.id }))?.state).toBe('SCHEDULED')
    expect((await doorShow({ id: live.id }))?.state).toBe('LIVE')
  })

  test('what would not be true is refused', async () => {
    const show = await setUpShow(stall, 'SCHEDULED')
    const foreign = await setUpStall()
    const posterId = context.id('picture')
    await db().picture.create({
      data: {
        id: posterId,
        cooperativeId: foreign.cooperativeId,
        width: 1,
        height: 1,
        color: '#ffffff',
        createdAt: new Date(),
      },
    })
    const edit = { showId: show.id, title: title('x'), story }
    expect(
      codeOf(await scheduleShow(context, show.host, { showId: show.id, scheduledAt: later(-120) })),
    ).toBe('time-past')
    expect(codeOf(await editShow(context, show.host, { ...edit, posterId }))).toBe('poster-unknown')
    expect(codeOf(await editShow(context, show.host, { ...edit, showId: context.id('show') }))).toBe(
      'show-unknown',
    )
    const over = await setUpShow(stall, 'ENDED')
    expect(codeOf(await scheduleShow(context, over.host, { showId: over.id, scheduledAt: later(60) }))).toBe(
      'show-closed',
    )
    expect(codeOf(await cancelShow(context, over.host, { showId: over.id }))).toBe('show-closed')
  })

  test.each([
    { title: {}, scheduledAt: '2026-12-01T08:00:00Z' },
    { title: { zh: '  ' }, scheduledAt: '2026-12-01T08:00:00Z' },
    { title: { zh: 'x'.repeat(81) }, scheduledAt: '2026-12-01T08:00:00Z' },
    { title: { zh: 'x' }, scheduledAt: 'tomorrow' },
    { title: { zh: 'x' }, scheduledAt: '2026-12-01T08:00:00Z', state: 'LIVE' },
    { title: { zh: 'x' }, scheduledAt: '2026-12-01T08:00:00Z', hostId: 'usr_somebody' },
  ])('input that is none: %j', (fields) => {
    expect(createShowInput.safeParse({ cooperativeId: stall.cooperativeId, ...fields }).success).toBe(false)
  })
})

describe('the state follows what arrives and the host’s word', () => {
  test('signal, silence, signal, end', async () => {
    const show = await setUpShow(stall, 'SCHEDULED')
    const state = async () => (await doorShow({ id: show.id }))?.state
    expect(await followSignal(context, show.id, 'silence')).toBe(false)
    expect(await followSignal(context, show.id, 'signal')).toBe(true)
    expect(await state()).toBe('LIVE')
    expect(await followSignal(context, show.id, 'signal')).toBe(false)
    expect(await followSignal(context, show.id, 'silence')).toBe(true)
    expect(await state()).toBe('INTERRUPTED')
    expect(await lastEvents(1)).toEqual(['live.show-changed'])
    await followSignal(context, show.id, 'signal')
    expect(codeOf(await endShow(context, show.host, { showId: show.id }))).toBe('ok')
    expect(await state()).toBe('ENDED')
    expect(await followSignal(context, show.id, 'signal')).toBe(false)
    expect(codeOf(await endShow(context, show.host, { showId: show.id }))).toBe('show-closed')
    const row = await db().show.findUniqueOrThrow({ where: { id: show.id } })
    expect(row.startedAt).not.toBeNull()
    expect(row.endedAt).not.toBeNull()
  })

  test('a second beginning does not move the first', async () => {
    const show = await setUpShow(stall, 'SCHEDULED')
    const at = (minute: number) => ({ ...context, now: () => new Date(Date.UTC(2026, 10, 23, 8, minute)) })
    await followSignal(at(1), show.id, 'signal')
    await followSignal(at(2), show.id, 'silence')
    await followSignal(at(3), show.id, 'signal')
    expect((await doorShow({ id: show.id }))?.startedAt).toEqual(at(1).now())
  })

  test('the end takes the encoder’s key away', async () => {
    const show = await setUpShow(stall)
    await inTransaction(async (tx) => ok(await makeStreamKey(tx, context, show.id)))
    await endShow(context, show.host, { showId: show.id })
    expect(await db().streamKey.count({ where: { showId: show.id, revokedAt: null } })).toBe(0)
  })

  test('moderation stops a show for good, and says why', async () => {
    const show = await setUpShow(stall)
    const admin = { ...(await addPerson(stall.cooperativeId)), platformAdmin: true }
    expect(codeOf(await stopShow(context, admin, { showId: show.id, reason: '假货' }))).toBe('ok')
    expect((await doorShow({ id: show.id }))?.state).toBe('STOPPED')
    expect(await db().auditEntry.findFirst({ where: { subject: show.id } })).toMatchObject({
      action: 'live.stop-show',
      actorId: admin.id,
      data: { reason: '假货' },
    })
    expect(codeOf(await editShow(context, admin, { showId: show.id, title: title('x'), story }))).toBe(
      'show-closed',
    )
  })

  test('a show whose signal went unsaid is interrupted by the sweep', async () => {
    const silent = await setUpShow(stall, 'LIVE')
    await sweep('live.silence')
    expect((await doorShow({ id: silent.id }))?.state).toBe('INTERRUPTED')
  })

  test('a show whose beginning went unsaid is put on air by the sweep; an old segment is no signal', async () => {
    const [sending, over] = [await setUpShow(stall, 'SCHEDULED'), await setUpShow(stall, 'SCHEDULED')]
    await receive(sending.id, context.now())
    await receive(over.id, later(-5))
    await sweep('live.silence')
    expect((await doorShow({ id: sending.id }))?.state).toBe('LIVE')
    expect((await doorShow({ id: over.id }))?.state).toBe('SCHEDULED')
  })
})

describe('a show that its host left without a word', () => {
  const day = 24 * 60
  const stateOf = async ({ id }: { id: string }) => (await doorShow({ id }))?.state

  test('is ended by the house a day after its last picture, as she would have', async () => {
    const show = await setUpShow(stall, 'INTERRUPTED')
    await inTransaction(async (tx) => ok(await makeStreamKey(tx, context, show.id)))
    await receive(show.id, later(-day - 1))
    await sweep('live.end-forgotten')
    expect(await stateOf(show)).toBe('ENDED')
    expect(await db().streamKey.count({ where: { showId: show.id, revokedAt: null } })).toBe(0)
    expect(await db().epoch.count({ where: { showId: show.id, state: 'OPEN' } })).toBe(0)
    const trail = await db().auditEntry.findMany({ where: { subject: show.id } })
    expect(trail).toMatchObject([
      { action: 'live.end-show', actorId: null, cooperativeId: stall.cooperativeId },
    ])
    await sweep('live.end-forgotten')
    expect(await db().auditEntry.count({ where: { subject: show.id } })).toBe(1)
  })

  test('is not one whose last picture is younger, that goes on, or that came back meanwhile', async () => {
    const [young, live] = [await setUpShow(stall, 'INTERRUPTED'), await setUpShow(stall, 'LIVE')]
    await receive(young.id, later(-day + 1))
    await receive(live.id, later(-day - 1))
    await sweep('live.end-forgotten')
    expect([await stateOf(young), await stateOf(live)]).toEqual(['INTERRUPTED', 'LIVE'])
    expect(await endForgotten(context, young.id)).toBe(false)
    expect(await endForgotten(context, live.id)).toBe(false)
  })

  test('is not one without an end, which comes back whenever it does', async () => {
    const camera = await setUpShow(stall, 'INTERRUPTED')
    await receive(camera.id, later(-day - 1))
    await keepLatest(camera.id, 180)
    await sweep('live.end-forgotten')
    expect(await stateOf(camera)).toBe('INTERRUPTED')
  })
})

describe('the line-up', () => {
  test('has an order and on-air prices, which count while the show is on air', async () => {
    const show = await setUpShow(stall, 'SCHEDULED')
    const [a, b] = [await listProduct(stall, show.id), await listProduct(stall, show.id)]
    const listings = [
      { productId: b.productId, prices: [{ variantId: b.variantId, price: 2990 }] },
      { productId: a.productId, prices: [] },
    ]
    expect(codeOf(await lineUp(context, show.host, { showId: show.id, listings }))).toBe('ok')
    const prices = async () =>
      (await showPage(show.slug))?.lineUp.map(({ id, variants }) => [
        id,
        variants[0]?.price,
        variants[0]?.usualPrice,
      ])
    const usual = [
      [b.productId, 3980, null],
      [a.productId, 3980, null],
    ]
    expect(await prices()).toEqual(usual)
    expect(await pricesOnAir([show.id], [a.variantId, b.variantId])).toEqual([])
    await followSignal(context, show.id, 'signal')
    expect(await prices()).toEqual([
      [b.productId, 2990, 3980],
      [a.productId, 3980, null],
    ])
    expect(await pricesOnAir([show.id], [a.variantId, b.variantId])).toEqual([
      { showId: show.id, variantId: b.variantId, price: 2990 },
    ])
    await endShow(context, show.host, { showId: show.id })
    expect(await prices()).toEqual(usual)
    expect(await pricesOnAir([show.id], [b.variantId])).toEqual([])
  })

  test('takes only what is the cooperative’s, once', async () => {
    const show = await setUpShow(stall, 'SCHEDULED')
    const own = await listProduct(stall, show.id)
    const foreign = await setUpStall()
    const theirs = await listProduct(foreign, (await setUpShow(foreign)).id)
    const set = async (listings: { productId: string; prices: { variantId: string; price: number }[] }[]) =>
      codeOf(await lineUp(context, show.host, { showId: show.id, listings }))
    const price = (variantId: string) => ({ variantId, price: 100 })
    expect(await set([{ productId: theirs.productId, prices: [] }])).toBe('product-foreign')
    expect(await set([{ productId: own.productId, prices: [price(theirs.variantId)] }])).toBe(
      'variant-foreign',
    )
    expect(
      await set([{ productId: own.productId, prices: [price(own.variantId), price(own.variantId)] }]),
    ).toBe('variant-foreign')
    const one = { productId: own.productId, prices: [] }
    expect(await set([one, one])).toBe('product-twice')
    expect((await showPage(show.slug))?.lineUp.map(({ id }) => id)).toEqual([own.productId])
  })

  test('has sixty products at most: one more is refused in words, and the sixty stay', async () => {
    const show = await setUpShow(stall, 'SCHEDULED')
    for (let n = 0; n < 60; n++) await listProduct(stall, show.id)
    const more = await listProduct(stall, (await setUpShow(stall)).id)
    const set = async (productId: string) =>
      await lineUp(context, show.host, lineUpInput.parse(await lineUpWith(show.id, productId)))
    expect(await set(more.productId)).toEqual({ ok: false, fault: { code: 'line-up-full', max: 60 } })
    const [last] = (await showPage(show.slug))?.lineUp.slice(59) ?? []
    expect(last && (await set(last.id))).toMatchObject({ ok: true })
    expect(await db().listing.count({ where: { showId: show.id } })).toBe(60)
  })

  test.each([0, -1, 1.5, 1e9, Number.NaN, '12.5', 'free'])('a price of %j is none', (price) => {
    const listings = [
      { productId: context.id('product'), prices: [{ variantId: context.id('variant'), price }] },
    ]
    expect(lineUpInput.safeParse({ showId: context.id('show'), listings }).success).toBe(false)
  })

  test('drafts and retired packs are for the studio alone', async () => {
    const show = await setUpShow(stall)
    const [draft, retired] = [await listProduct(stall, show.id), await listProduct(stall, show.id)]
    await db().product.update({ where: { id: draft.productId }, data: { state: 'DRAFT' } })
    await db().variant.update({ where: { id: retired.variantId }, data: { retiredAt: new Date() } })
    expect((await showPage(show.slug))?.lineUp).toEqual([])
    expect((await preparedShow(show.slug))?.lineUp).toMatchObject([
      { productId: draft.productId, published: false },
      { productId: retired.productId, variants: [] },
    ])
  })
})

describe('lists', () => {
  test('on air, coming up, replays and search each show what they should', async () => {
    const place = await setUpStall()
    const made = Object.fromEntries(
      await Promise.all(
        (['SCHEDULED', 'LIVE', 'INTERRUPTED', 'ENDED', 'CANCELLED', 'STOPPED'] as const).map(
          async (state) => {
            const show = await setUpShow(place, state)
            await db().show.update({ where: { id: show.id }, data: { searchText: '云岭早市 unique-word\n' } })
            return [state, show.id]
          },
        ),
      ),
    )
    const gone = await setUpShow(place, 'ENDED')
    await db().show.update({
      where: { id: gone.id },
      data: { replayGoneAt: new Date(), searchText: 'unique-word' },
    })
    const here = (cards: { id: string }[]) =>
      cards.map(({ id }) => id).filter((id) => id === gone.id || Object.values(made).includes(id))
    expect(here(await onAirNow(500))).toEqual([made.LIVE, made.INTERRUPTED])
    expect(here(await comingUp(context.now(), 500))).toEqual([made.SCHEDULED])
    expect(here(await replays(500))).toEqual([made.ENDED])
    expect(here(await searchShows('早市 unique'))).toEqual([
      made.LIVE,
      made.INTERRUPTED,
      made.SCHEDULED,
      made.ENDED,
    ])
    expect(await searchShows('  ')).toEqual([])
    expect(here(await searchShows('早市 nothing'))).toEqual([])
  })

  test('the studio shows those of the cooperatives one hosts or assists in', async () => {
    const place = await setUpStall()
    const show = await setUpShow(place)
    await setUpShow(await setUpStall())
    const ids = async (actor: Actor) => (await studioShows(actor)).shows.map(({ id }) => id)
    expect(await ids(show.host)).toEqual([show.id])
    expect(await ids(await addPerson(place.cooperativeId, 'ASSISTANT'))).toEqual([show.id])
    for (const actor of [...strangers.slice(0, 3), await addPerson(place.cooperativeId, 'PACKER'), THE_HOUSE])
      expect(await ids(actor)).toEqual([])
  })

  test('which shows show a pack: on air or soon', async () => {
    const place = await setUpStall()
    const live = await setUpShow(place, 'LIVE')
    const { productId, variantId } = await listProduct(place, live.id)
    const list = async (state: 'SCHEDULED' | 'ENDED', minutes: number) => {
      const { id } = await setUpShow(place, state)
      await db().show.update({ where: { id }, data: { scheduledAt: later(minutes) } })
      await db().listing.create({ data: { id: context.id('listing'), showId: id, productId, position: 0 } })
      return id
    }
    const soon = await list('SCHEDULED', 60)
    await list('SCHEDULED', 3 * 24 * 60)
    await list('ENDED', -60)
    expect((await showsWith([variantId], context.now())).map(({ showId }) => showId).sort()).toEqual(
      [live.id, soon].sort(),
    )
  })
})

describe('remind me', () => {
  test('one mail per address, shortly before, and only of a show that is coming', async () => {
    const show = await setUpShow(stall, 'SCHEDULED')
    const member = await addPerson(stall.cooperativeId)
    const guest: Actor = { kind: 'guest', id: context.id('guest') }
    const ask = async (actor: Actor, email?: string) =>
      codeOf(await remindMe(context, actor, { showId: show.id, locale: 'fr', ...(email && { email }) }))
    expect(await ask(guest)).toBe('email-needed')
    expect(await ask(guest, 'guest@example.org')).toBe('ok')
    expect(await ask(guest, 'guest@example.org')).toBe('ok')
    expect(await ask(member)).toBe('ok')
    const due = async () => (await db().outbox.findMany({ where: { type: 'live.reminder-due' } })).length
    const sweep = (minutes: number) =>
      liveJobs.sweeps
        .find(({ name }) => name === 'live.remind')
        ?.run({ ...context, now: () => later(minutes) }, {} as never)
    await sweep(40)
    expect(await due()).toBe(0)
    await Promise.all([sweep(46), sweep(46)])
    expect(await due()).toBe(2)
    await sweep(47)
    expect(await due()).toBe(2)
    const moved = { showId: show.id, scheduledAt: later(24 * 60) }
    expect(codeOf(await scheduleShow(context, show.host, moved))).toBe('ok')
    await sweep(48)
    expect(await due()).toBe(2)
    await sweep(24 * 60 - 10)
    expect(await due()).toBe(4)
    const over = await setUpShow(stall, 'ENDED')
    expect(codeOf(await remindMe(context, member, { showId: over.id, locale: 'zh' }))).toBe('show-closed')
  })
})

test('a new key takes the place of every older one and is told once', async () => {
  const show = await setUpShow(stall, 'SCHEDULED')
  const first = await rotateStreamKey(context, show.host, { showId: show.id })
  const second = await rotateStreamKey(context, show.host, { showId: show.id })
  expect(first.ok && second.ok && first.value.streamKey !== second.value.streamKey).toBe(true)
  expect(await db().streamKey.count({ where: { showId: show.id, revokedAt: null } })).toBe(1)
  const stored = JSON.stringify(await db().streamKey.findMany({ where: { showId: show.id } }))
  const trail = JSON.stringify(await db().auditEntry.findMany({ where: { subject: show.id } }))
  for (const answer of [first, second])
    if (answer.ok) expect(stored + trail).not.toContain(answer.value.streamKey)
})
