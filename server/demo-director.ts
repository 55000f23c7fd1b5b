import { setTimeout as delay } from 'node:timers/promises'
import { liveChat } from '#db/demo/chat.ts'
import { type LoopScene, loopScenes, sceneAt } from '#db/demo/loop.ts'
import { watching } from '#lib/feed/queries.ts'
import { type Context, systemContext } from '#lib/kernel/context.ts'
import { houseNow } from '#lib/kernel/house-time.ts'
import type { Logger } from '#lib/kernel/log.ts'
import { isOnAir, type ShowPage } from '#lib/live/model.ts'
import { pinProduct } from '#lib/live/pin-product.ts'
import { postChat } from '#lib/live/post-chat.ts'
import { showPage } from '#lib/live/queries.ts'
import { unpinProduct } from '#lib/live/unpin-product.ts'
import { keepLatest } from '#lib/media/keep-latest.ts'
import { THE_HOUSE } from '#lib/members/model.ts'

/** The demo's show whose film is the loop; `DATA_DIR/demo.json` and the design name it so. */
const SHOW = 'harvest-morning'
/** Every so many scenes somebody says something, if somebody is there to read it. */
const SCENES_A_LINE = 2
/** The show never ends: three hours are 210 MB, and far more than anybody rewinds. */
const KEPT_MINUTES = 180
/** A line is not said again before so many others. */
const LINES_BETWEEN = 14

/**
 * Stands in for the demo's host, who cannot press buttons: pins what the film shows at the moment the film shows it
 * (the loop runs by the clock), through the same verbs as a host's thumb.
 */
export function directDemo(log: Logger): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const { signal } = stopping
  const guests = new Map<string, string>()
  const saidLately: string[] = []

  const directing = (async () => {
    let scenes = 0
    let bounded = false
    while (!signal.aborted) {
      const scene = sceneAt(houseNow().getTime() / 1_000)
      try {
        const show = await follow(scene)
        if (show && !bounded) await keepLatest(show.id, KEPT_MINUTES)
        bounded ||= show !== null
        if (show && scenes++ % SCENES_A_LINE === 1) await say(show, scene, guests, saidLately)
      } catch (err) {
        log.warn({ err }, 'the demo’s pins could not follow the film; the next scene tries again')
      }
      // The next scene by the clock, however long this one took.
      await delay(Math.max(50, scene.until * 1_000 - houseNow().getTime()), undefined, { signal }).catch(
        () => {},
      )
    }
  })()

  return {
    async stop() {
      stopping.abort()
      await directing
    },
  }
}

type Scene = LoopScene & { since: number; until: number }

/** Brings the show's pins to the scene; null when it is not on air. */
async function follow(scene: Scene): Promise<ShowPage | null> {
  const show = await showPage(SHOW)
  if (!show || !isOnAir(show.state)) return null
  const product = show.lineUp.find(({ slug }) => slug === scene.product)
  // Only what the film shows is ours: a visitor may pin the rest with her own thumb.
  const films = new Set(loopScenes.map((other) => other.product))
  const ours = new Set(show.lineUp.filter(({ slug }) => films.has(slug)).map(({ id }) => id))
  // The moment at which the film turned, not the one at which we came round to it.
  const context = systemContextAt(Math.max(scene.since * 1_000, show.startedAt?.getTime() ?? 0))
  if (product) await pinProduct(context, THE_HOUSE, { showId: show.id, productId: product.id })
  const over = show.pins.filter(
    ({ to, productId }) => to === null && ours.has(productId) && productId !== product?.id,
  )
  for (const pin of over)
    await unpinProduct(context, THE_HOUSE, { showId: show.id, productId: pin.productId })
  return show
}

function systemContextAt(ms: number): Context {
  return { ...systemContext(), now: () => new Date(ms) }
}

/** A line that fits the picture, else one that always does; nobody talks to an empty square. */
async function say(
  show: ShowPage,
  scene: Scene,
  guests: Map<string, string>,
  saidLately: string[],
): Promise<void> {
  const context = systemContext()
  if ((await watching(show.id, context.now())) === 0) return
  const fresh = liveChat.filter(({ text }) => !saidLately.includes(text))
  const line = fresh.find(({ about }) => about === scene.product) ?? fresh.find(({ about }) => about === null)
  if (!line) return
  saidLately.push(line.text)
  saidLately.splice(0, saidLately.length - LINES_BETWEEN)
  const id = guests.get(line.author) ?? context.id('guest')
  guests.set(line.author, id)
  await postChat(context, { kind: 'guest', id }, { showId: show.id, text: line.text, nickname: line.author })
}
