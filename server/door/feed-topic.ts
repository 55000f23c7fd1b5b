import type { Socket } from 'node:net'
import { setImmediate as breathe } from 'node:timers/promises'
import type { PassingEvent } from '#lib/feed/events.ts'
import type { StoredEvent } from '#lib/feed/queries.ts'
import type { Logger } from '#lib/kernel/log.ts'
import { withoutDeleted } from './feed-forgets.ts'
import { frameOf, HEARTBEAT } from './feed-frame.ts'

/** What a topic reads from; lib/feed in earnest. */
export interface FeedSource {
  head(showId: string): Promise<number | null>
  since(showId: string, number: number, limit: number): Promise<StoredEvent[] | null>
}

/** Everything said within this time is one write: 20 messages a second to 5,000 viewers become 4. */
const GATHER_MS = 250
/** Kept in memory, and the furthest that a viewer is brought forward instead of being told to reload. */
const KEPT_EVENTS = 1_000
const HEARTBEAT_MS = 15_000
/** A viewer who has not taken this much is cut off; the browser comes back and is brought forward. */
const MOST_UNSENT_BYTES = 256 * 1024
/** Events in a piece of the past: what of it arrives before a line breaks need not be told again. */
const A_PIECE = 50
/** Viewers written to before segments and playlists get their turn. */
const A_SLICE = 1_000
const TRY_AGAIN_MS = 1_000

/**
 * One show's feed on this door: read from the database once, written to every viewer as the same bytes. `head` is how
 * far it was read, `sent` how far viewers were told; whoever joins is told up to `sent` and then hears with all others.
 */
export class FeedTopic {
  readonly key: string
  /** Whether viewers are told how many they are. */
  readonly #counts: boolean
  /** Settles when the past was read; rejects when it could not be. */
  readonly ready: Promise<void>
  readonly #viewers = new Set<Socket>()
  readonly #source: FeedSource
  readonly #log: Logger
  /** The newest events, without holes, up to `#head`. */
  #recent: StoredEvent[] = []
  #head = 0
  #sent = 0
  /** The furthest that somebody said there is. */
  #told = 0
  #reading: Promise<void> | null = null
  #writing: Promise<void> = Promise.resolve()
  #timer: NodeJS.Timeout | null = null
  #lastWrite = 0
  #lastViewer = Date.now()
  #joining = 0
  readonly #passing = new Map<string, PassingEvent>()
  #elsewhere = 0
  #saidViewers: number | null = null
  #closed = false

  constructor(key: string, source: FeedSource, log: Logger, { counts = true } = {}) {
    this.key = key
    this.#counts = counts
    this.#source = source
    this.#log = log
    this.ready = this.#readPast()
  }

  get size(): number {
    return this.#viewers.size
  }

  /** Something waits to be written. */
  get isGathering(): boolean {
    return this.#timer !== null
  }

  /** Nobody has been here since then (unix ms); null while somebody is. */
  get emptySince(): number | null {
    return this.size > 0 || this.#joining > 0 ? null : this.#lastViewer
  }

  /**
   * Tells the viewer what she missed since that number, as fast as her line takes it, and then everything with all
   * others. A slow line is not cut off for its past: every piece that arrives is kept.
   */
  async join(socket: Socket, since: number | null): Promise<void> {
    this.#joining++
    try {
      await this.ready
      for (let at = since ?? this.#sent; ; ) {
        const past = await this.#after(at)
        if (socket.destroyed || this.#closed) return void socket.destroy()
        // Nothing waits between the last look and this: what was sent and what comes next leave no gap between them.
        if (past === 'gone' || past.length === 0) return this.#enter(socket, past === 'gone')
        for (const piece of pieces(past)) if (!socket.write(piece)) await drained(socket)
        at = past.at(-1)?.n ?? at
      }
    } finally {
      this.#joining--
    }
  }

  #enter(socket: Socket, anew: boolean): void {
    const reload: PassingEvent[] = anew ? [{ type: 'reload', head: this.#sent }] : []
    const frame = frameOf([], [...reload, ...this.#viewersNow(1)])
    this.#viewers.add(socket)
    socket.on('close', this.#leave)
    if (frame) socket.write(frame)
  }

  /** There are events up to this number. */
  tell(number: number): void {
    if (number <= this.#told) return
    this.#told = number
    void this.#catchUp()
  }

  /** Asks how far it has come: notices may have been lost. */
  async lookAgain(): Promise<void> {
    const head = await this.#source.head(this.key)
    if (head !== null) this.tell(head)
  }

  /** Says something that has no number; a later word of the same kind takes its place. */
  pass(event: PassingEvent): void {
    this.#passing.set(event.type, event)
    this.#schedule()
  }

  /** How many watch at other doors. */
  set elsewhere(count: number) {
    this.#elsewhere = count
  }

  /** Called every second or two: says the number of viewers when it changed, and that the line is alive. */
  tick(now: number): void {
    const [count] = this.#viewersNow(0)
    if (count && count.count !== this.#saidViewers) {
      this.#saidViewers = count.count
      this.pass(count)
    } else if (this.size > 0 && now - this.#lastWrite >= HEARTBEAT_MS) {
      this.#lastWrite = now
      this.#write(HEARTBEAT)
    }
  }

  close(): void {
    this.#closed = true
    if (this.#timer) clearTimeout(this.#timer)
    for (const socket of this.#viewers) socket.destroySoon()
  }

  // ---------------------------------------------------------------- reading

  async #readPast(): Promise<void> {
    const head = (await this.#source.head(this.key)) ?? 0
    const recent = await this.#source.since(this.key, Math.max(0, head - KEPT_EVENTS), KEPT_EVENTS)
    this.#recent = recent ?? []
    this.#head = this.#sent = recent?.at(-1)?.n ?? head
    // Notices that came while this was read.
    if (this.#told > this.#head) void this.#catchUp()
    else this.#told = this.#head
  }

  #catchUp(): Promise<void> {
    if (this.#closed) return Promise.resolve()
    this.#reading ??= this.#readOn()
      .catch((err) => {
        if (this.#closed) return
        this.#log.warn({ err, showId: this.key }, 'could not read the feed; trying again')
        setTimeout(() => void this.#catchUp(), TRY_AGAIN_MS).unref()
      })
      .finally(() => {
        this.#reading = null
      })
    return this.#reading
  }

  async #readOn(): Promise<void> {
    await this.ready
    while (this.#told > this.#head && !this.#closed) {
      // Nothing is forgotten before it was sent; the flush asks for what is left.
      const room = KEPT_EVENTS - (this.#head - this.#sent)
      if (room <= 0) return
      const events = await this.#source.since(this.key, this.#head, room)
      if (!events?.length) return await this.#startAnew()
      this.#recent = withoutDeleted([...this.#recent, ...events].slice(-KEPT_EVENTS), events)
      this.#head = events.at(-1)?.n ?? this.#head
      this.#told = Math.max(this.#told, this.#head)
      this.#schedule()
    }
  }

  /** What lies between was pruned: everybody begins again from the page's own data. */
  async #startAnew(): Promise<void> {
    this.#recent = []
    this.#head = this.#sent = this.#told = (await this.#source.head(this.key)) ?? 0
    this.pass({ type: 'reload', head: this.#head })
  }

  /** What was sent after `from`: from memory, else from rows. `gone` when it cannot be told without a hole. */
  async #after(from: number): Promise<readonly StoredEvent[] | 'gone'> {
    if (from > this.#head) {
      // Her page may be younger than our last look; a number that was never given is of another age.
      const head = await this.#source.head(this.key)
      if (head === null || from > head) return 'gone'
      this.tell(head)
      return []
    }
    if (from < (this.#recent[0]?.n ?? this.#head + 1) - 1) {
      const rows = await this.#source.since(this.key, from, KEPT_EVENTS + 1)
      if (rows === null || rows.length === 0 || rows.length > KEPT_EVENTS) return 'gone'
      return rows.filter(({ n }) => n <= this.#sent)
    }
    return this.#recent.filter(({ n }) => n > from && n <= this.#sent)
  }

  // ---------------------------------------------------------------- writing

  /** The first word after a silence goes at once; what follows within the quarter second goes together. */
  #schedule(): void {
    if (this.#timer || this.#closed) return
    const wait = Math.max(0, this.#lastWrite + GATHER_MS - Date.now())
    this.#timer = setTimeout(() => this.#flush(), wait)
  }

  #flush(): void {
    this.#timer = null
    const frame = frameOf(
      this.#recent.filter(({ n }) => n > this.#sent),
      [...this.#passing.values()],
    )
    this.#passing.clear()
    this.#sent = this.#head
    this.#lastWrite = Date.now()
    if (frame) this.#write(frame)
    if (this.#told > this.#head) void this.#catchUp()
  }

  /** One buffer to all who are here now, one after the other; the next one waits until this one is through. */
  #write(frame: Buffer): void {
    const viewers = [...this.#viewers]
    this.#writing = this.#writing.then(async () => {
      for (let i = 0; i < viewers.length; i++) {
        const socket = viewers[i]
        if (!socket || socket.destroyed) continue
        if (socket.writableLength > MOST_UNSENT_BYTES) socket.destroy()
        else socket.write(frame)
        if (i % A_SLICE === A_SLICE - 1) await breathe()
      }
    })
  }

  #viewersNow(coming: number): [] | [{ type: 'viewers'; count: number }] {
    return !this.#counts || this.size + coming === 0
      ? []
      : [{ type: 'viewers', count: this.size + coming + this.#elsewhere }]
  }

  readonly #leave = (() => {
    const topic = this
    return function (this: Socket) {
      topic.#viewers.delete(this)
      topic.#lastViewer = Date.now()
    }
  })()
}

function* pieces(events: readonly StoredEvent[]): Generator<Buffer> {
  for (let i = 0; i < events.length; i += A_PIECE) {
    const frame = frameOf(events.slice(i, i + A_PIECE), [])
    if (frame) yield frame
  }
}

/** Until the socket takes more, or is gone. */
function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      socket.off('drain', done)
      socket.off('close', done)
      resolve()
    }
    socket.on('drain', done)
    socket.on('close', done)
    if (socket.destroyed) done()
  })
}
