import type { PlaylistPin } from '#lib/media/render-playlist.ts'

/** What the door must know of a show to serve its film; live's `doorShow` fits. */
export interface MediaShow {
  readonly id: string
  readonly state: 'SCHEDULED' | 'LIVE' | 'INTERRUPTED' | 'ENDED' | 'CANCELLED' | 'STOPPED'
  readonly replayGone: boolean
  readonly pins: readonly {
    readonly id: string
    readonly productId: string
    readonly from: Date
    readonly to: Date | null
  }[]
}

/** A show as playlists see it. `version` changes with every reading, so that rendered texts know their age. */
export interface KnownShow {
  readonly id: string
  /** Nothing of it is to be seen: called off, taken off air by moderation, or its film was removed. */
  readonly hidden: boolean
  readonly ended: boolean
  readonly pins: readonly PlaylistPin[]
  readonly version: number
}

interface Entry {
  show: KnownShow | null
  readAt: number
  stale: boolean
  reading: Promise<KnownShow | null> | null
}

/** Notices tell of changes at once; this is for those that were lost. */
const BACKSTOP_MS = 30_000
/** An address of no show is asked for again this late: pages link to shows before anyone guesses. */
const UNKNOWN_MS = 2_000
/** Guessed addresses must not fill the memory. */
const MOST_ENTRIES = 2_000

export interface KnownShows {
  /** By address; at once when it is known and fresh. */
  get(slug: string): KnownShow | null | Promise<KnownShow | null>
  /** Somebody said that this show changed; `all` when notices may have been missed. */
  changed(showId: string | 'all'): void
}

/** @param onChange told after a changed show was read again, if somebody asks for it */
export function keepShows(
  read: (slug: string) => Promise<MediaShow | null>,
  onChange: (show: KnownShow) => void,
): KnownShows {
  const entries = new Map<string, Entry>()
  const slugs = new Map<string, string>()
  let versions = 0

  function isFresh(entry: Entry): boolean {
    const age = Date.now() - entry.readAt
    return !entry.stale && age < (entry.show ? BACKSTOP_MS : UNKNOWN_MS)
  }

  function readAgain(slug: string, entry: Entry): Promise<KnownShow | null> {
    entry.reading ??= (async () => {
      try {
        // A notice that comes while the rows are being read makes them stale again.
        entry.stale = false
        const row = await read(slug)
        entry.show = row && present(row, ++versions)
        entry.readAt = Date.now()
        if (row) slugs.set(row.id, slug)
        return entry.show
      } catch (error) {
        entry.stale = true
        // What was true a moment ago serves better than nothing while the database is away.
        if (entry.show) return entry.show
        throw error
      } finally {
        entry.reading = null
      }
    })()
    return entry.reading
  }

  return {
    get(slug) {
      let entry = entries.get(slug)
      if (entry && isFresh(entry)) return entry.show
      if (!entry) {
        if (entries.size >= MOST_ENTRIES) forgetOldest(entries, slugs)
        entry = { show: null, readAt: 0, stale: true, reading: null }
        entries.set(slug, entry)
      }
      return readAgain(slug, entry)
    },
    changed(showId) {
      for (const [slug, entry] of entries) {
        if (showId !== 'all' && slugs.get(showId) !== slug) continue
        entry.stale = true
        if (!entry.show) continue
        void readAgain(slug, entry).then(
          (show) => show && onChange(show),
          () => {},
        )
      }
    },
  }
}

function forgetOldest(entries: Map<string, Entry>, slugs: Map<string, string>): void {
  const [slug, entry] = entries.entries().next().value ?? []
  if (slug === undefined) return
  entries.delete(slug)
  if (entry?.show) slugs.delete(entry.show.id)
}

function present(row: MediaShow, version: number): KnownShow {
  return {
    id: row.id,
    hidden: row.state === 'CANCELLED' || row.state === 'STOPPED' || row.replayGone,
    ended: row.state === 'ENDED',
    pins: row.pins.map((pin) => ({
      id: pin.id,
      productId: pin.productId,
      from: pin.from.getTime(),
      to: pin.to?.getTime() ?? null,
    })),
    version,
  }
}
