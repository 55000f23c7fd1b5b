import { connect, type Socket } from 'node:net'

// A process full of viewers: holds many lines of one feed and says when each heard what. `fork`ed by feed.ts.

/** What the parent asks. */
export type ViewersOrder =
  | {
      readonly open: number
      readonly port: number
      readonly path: string
      readonly kind: 'events' | 'websocket'
    }
  /** Answered when every line has heard the mark `t0=` of this value (microseconds, monotonic). */
  | { readonly hear: number }

export type ViewersReport =
  | { readonly open: number }
  /** Microseconds from the mark to each line's hearing it, sorted; lost lines are missing. */
  | { readonly heard: readonly number[] }

const MARK = Buffer.from('t0=')
/** Dialling all at once would measure the queue of the listening socket. */
const AT_ONCE = 200
/** Sixty-four thousand ports an address: eight addresses of this machine are plenty for everybody. */
const ADDRESSES = 8
const PATIENCE_MS = 30_000

const lines: Socket[] = []
let waited: { mark: number; heard: number[]; timer: NodeJS.Timeout } | null = null

process.on('message', (order: ViewersOrder) => {
  if ('open' in order) void open(order)
  else {
    const timer = setTimeout(report, PATIENCE_MS)
    waited = { mark: order.hear, heard: [], timer }
  }
})

async function open({ open: count, port, path, kind }: Extract<ViewersOrder, { open: number }>) {
  const question =
    kind === 'events'
      ? `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n`
      : `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`
  for (let dialled = 0; dialled < count; dialled += AT_ONCE)
    await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, count - dialled) }, (_, i) => dial(port, question, dialled + i)),
    )
  process.send?.({ open: lines.length } satisfies ViewersReport)
}

function dial(port: number, question: string, number: number): Promise<void> {
  return new Promise((resolve, reject) => {
    // One buffer for all reads of a line: what is measured is the server, not this process's rubbish.
    const buffer = Buffer.allocUnsafe(16_384)
    const socket = connect({
      host: '127.0.0.1',
      port,
      localAddress: `127.0.0.${2 + (number % ADDRESSES)}`,
      onread: {
        buffer,
        callback(length) {
          resolve()
          listen(buffer.subarray(0, length))
          return true
        },
      },
    })
    socket.on('error', reject)
    socket.on('connect', () => socket.write(question))
    lines.push(socket)
  })
}

function listen(bytes: Buffer): void {
  if (!waited) return
  const now = Number(process.hrtime.bigint() / 1_000n)
  for (let at = bytes.indexOf(MARK); at >= 0; at = bytes.indexOf(MARK, at + 1)) {
    if (
      Number.parseInt(bytes.toString('latin1', at + MARK.length, at + MARK.length + 20), 10) !== waited.mark
    )
      continue
    waited.heard.push(now - waited.mark)
    if (waited.heard.length === lines.length) report()
    return
  }
}

function report(): void {
  if (!waited) return
  clearTimeout(waited.timer)
  const { heard } = waited
  waited = null
  process.send?.({ heard: heard.sort((a, b) => a - b) } satisfies ViewersReport)
}
