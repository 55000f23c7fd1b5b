/** Packs on hand and held, of one variant. */
export interface LevelNumbers {
  readonly onHand: number
  readonly held: number
}

export type Levels = Readonly<Record<string, LevelNumbers>>

/** What a page asks for again and again: `[variantId, onHand, held]`. */
export type LevelTuple = readonly [string, number, number]

/** Every three seconds, while somebody looks: soon enough for a shed, and a quiet answer (304) costs next to nothing. */
const EVERY_MS = 3_000

interface Surroundings {
  fetch: typeof fetch
  isVisible: () => boolean
  /** Calls back when the page becomes visible (or hidden); answers how to stop. */
  onVisibility: (changed: () => void) => () => void
}

const browser: Surroundings = {
  fetch: (...args) => fetch(...args),
  isVisible: () => document.visibilityState === 'visible',
  onVisibility: (changed) => {
    document.addEventListener('visibilitychange', changed)
    return () => document.removeEventListener('visibilitychange', changed)
  },
}

export interface LevelsStore {
  subscribe(listener: () => void): () => void
  get(): Levels
}

/** Follows levels for as long as somebody listens and the page is on screen. A missed answer is asked for again. */
export function levelsStore(url: string, initial: Levels, around: Surroundings = browser): LevelsStore {
  const listeners = new Set<() => void>()
  let levels = initial
  let tag: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopWatching = () => {}

  async function ask(): Promise<void> {
    try {
      const answer = await around.fetch(url, {
        cache: 'no-store',
        headers: tag ? { 'If-None-Match': tag } : {},
      })
      if (!answer.ok) return
      tag = answer.headers.get('etag')
      const news = (await answer.json()) as LevelTuple[]
      const next = Object.fromEntries(news.map(([id, onHand, held]) => [id, { onHand, held }]))
      if (same(levels, next)) return
      levels = { ...levels, ...next }
      for (const listener of listeners) listener()
    } catch {
      // Offline, or the house is being started again: the numbers on screen stay until there are newer ones.
    }
  }

  function schedule(): void {
    clearTimeout(timer)
    if (listeners.size === 0 || !around.isVisible()) return
    timer = setTimeout(() => void ask().then(schedule), EVERY_MS)
  }

  return {
    get: () => levels,
    subscribe(listener) {
      listeners.add(listener)
      if (listeners.size === 1) {
        // Back on screen, the numbers may be hours old: ask at once.
        stopWatching = around.onVisibility(() =>
          around.isVisible() ? void ask().then(schedule) : schedule(),
        )
        schedule()
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearTimeout(timer)
        stopWatching()
      }
    },
  }
}

function same(levels: Levels, next: Levels): boolean {
  return Object.entries(next).every(
    ([id, { onHand, held }]) => levels[id]?.onHand === onHand && levels[id]?.held === held,
  )
}
