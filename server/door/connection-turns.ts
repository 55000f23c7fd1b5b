import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** Readers ask one thing after the other, encoders a few ahead (ffmpeg's persistent connections). */
const MOST_WAITING = 32

export interface ConnectionTurns {
  /** Notes that a request came, and answers whose answer goes before: to be said of every request. */
  came(request: IncomingMessage, response: ServerResponse): ServerResponse | null
  /** Waits for that answer. False when nobody is there any more to answer to. */
  after(before: ServerResponse, socket: Socket): Promise<boolean>
}

/**
 * Requests of one connection, one after the other. A client may send the next before it has read the answer to the
 * last (RFC 9112, 9.3.2), and Node begins with it at once: but an answer that stands in line has no socket, so nothing
 * tells it that the client left, and what it holds (a connection to web, an open file) it would hold for good.
 */
export function connectionTurns(): ConnectionTurns {
  const last = new WeakMap<Socket, ServerResponse>()
  const waiting = new WeakMap<Socket, number>()
  return {
    came(request, response) {
      const before = last.get(request.socket)
      last.set(request.socket, response)
      return before && !before.writableFinished && !before.destroyed ? before : null
    },
    async after(before, socket) {
      const ahead = waiting.get(socket) ?? 0
      if (ahead >= MOST_WAITING) socket.destroy()
      if (socket.destroyed) return false
      waiting.set(socket, ahead + 1)
      // Behind a connection that was taken over (the feed) or broke off this is never heard: then nothing is held, and
      // what waits is forgotten together with it.
      await new Promise<void>((resolve) => before.once('close', resolve))
      waiting.set(socket, (waiting.get(socket) ?? 1) - 1)
      return !socket.destroyed
    },
  }
}
