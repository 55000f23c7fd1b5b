/** A file of media as it is sent: the bytes beside their ready head. */
export interface HeldFile {
  readonly bytes: Buffer
  readonly headers: string[]
}

interface Shelf {
  readonly files: Map<string, HeldFile>
  bytes: number
}

export interface MediaMemory {
  get(showId: string, name: string): HeldFile | undefined
  put(showId: string, name: string, file: HeldFile): void
  forget(showId: string): void
  readonly bytes: number
}

/**
 * Files in memory, a shelf per show. A shelf that is full loses its oldest file; when all are, the show that was added
 * to least recently loses its whole shelf: everything is on disk as well.
 */
export function openMediaMemory(limits: { readonly perShow: number; readonly total: number }): MediaMemory {
  // Insertion order: the first key is the least recent.
  const shelves = new Map<string, Shelf>()
  let total = 0

  function drop(showId: string, shelf: Shelf): void {
    shelves.delete(showId)
    total -= shelf.bytes
  }

  return {
    get bytes() {
      return total
    },
    get(showId, name) {
      return shelves.get(showId)?.files.get(name)
    },
    put(showId, name, file) {
      const shelf = shelves.get(showId) ?? { files: new Map<string, HeldFile>(), bytes: 0 }
      if (shelf.files.has(name)) return
      shelves.delete(showId)
      shelves.set(showId, shelf)
      shelf.files.set(name, file)
      shelf.bytes += file.bytes.length
      total += file.bytes.length
      for (const [old, { bytes }] of shelf.files) {
        if (shelf.bytes <= limits.perShow || old === name) break
        shelf.files.delete(old)
        shelf.bytes -= bytes.length
        total -= bytes.length
      }
      for (const [other, otherShelf] of shelves) {
        if (total <= limits.total || other === showId) break
        drop(other, otherShelf)
      }
    },
    forget(showId) {
      const shelf = shelves.get(showId)
      if (shelf) drop(showId, shelf)
    },
  }
}
