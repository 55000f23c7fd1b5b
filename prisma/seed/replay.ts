import { cutLoop } from '#db/demo/cut-loop.ts'
import { lastMomentAt } from '#db/demo/loop.ts'
import { TEA_TERRACE_PHASE } from '#db/demo/shows.ts'
import { type Context, systemContext } from '#lib/kernel/context.ts'
import { db } from '#lib/kernel/db.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { endShow } from '#lib/live/end-show.ts'
import { followSignal } from '#lib/live/follow-signal.ts'
import { pinProduct } from '#lib/live/pin-product.ts'
import { postChat } from '#lib/live/post-chat.ts'
import { unpinProduct } from '#lib/live/unpin-product.ts'
import { acceptInit } from '#lib/media/accept-init.ts'
import { acceptSegment } from '#lib/media/accept-segment.ts'
import { openByteStore } from '#lib/media/byte-store.ts'
import { NOTHING_SEEN } from '#lib/media/judge.ts'
import { makeStreamKey } from '#lib/media/make-stream-key.ts'
import { readTiming } from '#lib/media/read-timing.ts'
import { showOfKey } from '#lib/media/show-of-key.ts'
import type { DemoGoods } from './goods.ts'
import type { DemoHouse } from './people.ts'
import { done } from './said.ts'
import type { DemoReplay } from './shows.ts'

const WORD = 'e1'

/** Broadcasts the ended show as its host did: the film through the ingest's own verbs, pins and chat at their seconds. */
export async function seedReplay(
  house: DemoHouse,
  goods: DemoGoods,
  { showId, show, startsAt }: DemoReplay,
  dataDir: string,
): Promise<void> {
  const { state } = await db().show.findUniqueOrThrow({ where: { id: showId } })
  if (state === 'ENDED' || show.time.state !== 'ended') return
  // Where the loop shows the tea, so that pins and picture agree.
  const start = lastMomentAt(TEA_TERRACE_PHASE, startsAt.getTime() / 1000)
  const at = (seconds: number): Context => ({
    ...systemContext(),
    now: () => new Date((start + seconds) * 1000),
  })

  await sendFilm(showId, start, show.time.seconds, dataDir, at)
  await followSignal(at(0), showId, 'signal')
  for (const pin of show.pins) {
    const input = { showId, productId: goods.productIds.get(pin.product) ?? '' }
    done(await pinProduct(at(pin.fromSeconds), house.host, input), pin.product)
    done(await unpinProduct(at(pin.toSeconds), house.host, input), pin.product)
  }
  const guests = new Map<string, string>()
  for (const line of show.chat) {
    const context = at(line.atSeconds)
    const id = guests.get(line.author) ?? context.id('guest')
    guests.set(line.author, id)
    const said = await postChat(
      context,
      { kind: 'guest', id },
      { showId, text: line.text, nickname: line.author },
    )
    // A cut-off seed says it twice; the chat itself refuses that.
    if (!said.ok && said.fault.code !== 'said-already') done(said, line.text)
  }
  done(await endShow(at(show.time.seconds), house.host, { showId }), show.slug)
}

async function sendFilm(
  showId: string,
  start: number,
  seconds: number,
  dataDir: string,
  at: (seconds: number) => Context,
): Promise<void> {
  const store = openByteStore(dataDir)
  const key = await inTransaction(async (tx) => ok(await makeStreamKey(tx, at(0), showId)))
  const holder = key.ok && (await showOfKey(key.value))
  if (!holder) throw new Error('the replay’s key is gone')
  const receiving = {
    store,
    readTiming,
    readInit: (id: string, epoch: string, file: string) => store.read({ showId: id, epoch, file }),
    withinRate: () => true,
  }
  const base = { keyId: holder.keyId, showId, word: WORD }
  for await (const piece of cutLoop({ firstTimestamp: start, seconds })) {
    const { name: file, bytes, startSeconds, durationSeconds } = piece
    const ends = startSeconds + durationSeconds - start
    if (file === 'init.mp4') {
      done(await acceptInit(at(0), store, { ...base, file, bytes }, NOTHING_SEEN), file)
      continue
    }
    const endMicros = Math.round((start + ends) * 1_000_000)
    const arrival = { headMicros: endMicros, endMicros, sentMicros: null }
    const number = Number.parseInt(file, 10)
    done(
      await acceptSegment(at(ends), receiving, { ...base, file, number, bytes, arrival }, NOTHING_SEEN),
      file,
    )
  }
}
