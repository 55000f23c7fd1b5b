import { EventEmitter } from 'node:events'
import type { Socket } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readFrame } from '#lib/feed/events.ts'
import type { StoredEvent } from '#lib/feed/queries.ts'
import { silent } from '../../tests/fixtures/door.ts'
import { type FeedSource, FeedTopic } from './feed-topic.ts'

/** A show's rows, which may fail to be read and may have been pruned. */
class Rows implements FeedSource {
  events: StoredEvent[] = []
  broken = false
  reads = 0

  say(count = 1): number {
    for (let i = 0; i < count; i++) {
      const n = (this.events.at(-1)?.n ?? 0) + 1
      this.events.push({ n, json: `{"n":${n},"type":"line-up"}` })
    }
    return this.events.at(-1)?.n ?? 0
  }

  async head() {
    if (this.broken) throw new Error('the database is away')
    return this.events.at(-1)?.n ?? 0
  }

  async since(_: string, number: number, limit: number) {
    this.reads++
    if (this.broken) throw new Error('the database is away')
    const after = this.events.filter(({ n }) => n > number).slice(0, limit)
    return after.length > 0 && after[0]?.n !== number + 1 ? null : after
  }
}

/** A viewer's socket that takes bytes as fast as the test says. */
class Line extends EventEmitter {
  writes: Buffer[] = []
  destroyed = false
  writableLength = 0
  /** Takes bytes only when `take` is called. */
  slow = false

  write(bytes: Buffer): boolean {
    this.writes.push(bytes)
    if (this.slow) this.writableLength += bytes.length
    return !this.slow
  }

  take(): void {
    this.writableLength = 0
    this.emit('drain')
  }

  destroy(): this {
    this.destroyed = true
    this.emit('close')
    return this
  }

  get heard() {
    return this.writes.flatMap((bytes) => {
      const data = /^data: (.*)$/m.exec(bytes.toString())?.[1]
      return data ? (readFrame(data) ?? []) : []
    })
  }

  get numbers() {
    return this.heard.flatMap(({ n }) => n ?? [])
  }

  get socket() {
    return this as unknown as Socket
  }
}

let rows: Rows
beforeEach(() => {
  vi.useFakeTimers()
  rows = new Rows()
})
afterEach(() => {
  vi.useRealTimers()
})

async function topicWith(...lines: Line[]): Promise<FeedTopic> {
  const topic = new FeedTopic('sho_1', rows, silent)
  for (const line of lines) await topic.join(line.socket, null)
  return topic
}

const soon = (ms = 0) => vi.advanceTimersByTimeAsync(ms)

test('the first word goes at once, what follows within a quarter second goes as one write, the same to all', async () => {
  const [one, two] = [new Line(), new Line()]
  const topic = await topicWith(one, two)
  const before = one.writes.length
  topic.tell(rows.say())
  await soon()
  expect(one.numbers).toEqual([1])
  for (let i = 0; i < 5; i++) {
    topic.tell(rows.say())
    await soon(40)
  }
  expect(one.numbers).toEqual([1])
  await soon(50)
  expect(one.numbers).toEqual([1, 2, 3, 4, 5, 6])
  expect(one.writes.length - before).toBe(2)
  expect(two.writes.at(-1)).toBe(one.writes.at(-1))
})

test('rows are read once, however many listen', async () => {
  const lines = Array.from({ length: 50 }, () => new Line())
  const topic = await topicWith(...lines)
  rows.reads = 0
  topic.tell(rows.say(3))
  await soon(300)
  expect(rows.reads).toBe(1)
  for (const line of lines) expect(line.numbers).toEqual([1, 2, 3])
})

test('who joins after a line was deleted does not hear its words, from memory either', async () => {
  const topic = await topicWith(new Line())
  const chat = (n: number, id: string, text: string) => ({
    n,
    json: JSON.stringify({
      n,
      type: 'chat',
      id,
      authorId: 'gst_1',
      nickname: 'x',
      part: 'viewer',
      text,
      at: 0,
    }),
  })
  rows.events.push(chat(1, 'msg_1', 'her number is 139'), chat(2, 'msg_2', 'say chat-deleted to "msg_2"'))
  topic.tell(2)
  await soon(300)
  rows.events.push({ n: 3, json: '{"n":3,"ids": ["msg_1"], "type": "chat-deleted"}' })
  topic.tell(3)
  await soon(300)
  const late = new Line()
  rows.reads = 0
  await topic.join(late.socket, 0)
  expect(rows.reads).toBe(0)
  expect(late.heard.filter(({ n }) => n !== null)).toMatchObject([
    { n: 1, event: { type: 'chat-deleted', ids: ['msg_1'] } },
    { n: 2, event: { type: 'chat', id: 'msg_2' } },
    { n: 3, event: { type: 'chat-deleted', ids: ['msg_1'] } },
  ])
})

test('what could not be read is read again, without anybody saying so', async () => {
  const line = new Line()
  const topic = await topicWith(line)
  rows.broken = true
  topic.tell(rows.say(2))
  await soon(500)
  expect(line.numbers).toEqual([])
  rows.broken = false
  await soon(2_000)
  expect(line.numbers).toEqual([1, 2])
})

test('a notice that was lost is found by looking', async () => {
  const line = new Line()
  const topic = await topicWith(line)
  rows.say(2)
  await soon(1_000)
  expect(line.numbers).toEqual([])
  await topic.lookAgain()
  await soon()
  expect(line.numbers).toEqual([1, 2])
})

test('more than memory holds comes through whole', async () => {
  const line = new Line()
  const topic = await topicWith(line)
  topic.tell(rows.say(3_500))
  await soon(5_000)
  expect(line.numbers).toHaveLength(3_500)
  expect(line.numbers.at(-1)).toBe(3_500)
})

test('a hole between what was told and what there is makes everybody reload, and go on', async () => {
  const line = new Line()
  const topic = await topicWith(line)
  rows.say(5)
  rows.events = rows.events.slice(3)
  topic.tell(5)
  await soon(300)
  expect(line.heard.at(-1)?.event).toEqual({ type: 'reload', head: 5 })
  topic.tell(rows.say())
  await soon(300)
  expect(line.numbers).toEqual([6])
})

test('who does not take what she is sent is cut off; nobody else is', async () => {
  const [stalled, well] = [new Line(), new Line()]
  const topic = await topicWith(stalled, well)
  stalled.slow = true
  for (let i = 0; i < 40 && !stalled.destroyed; i++) {
    topic.tell(rows.say(500))
    await soon(1_000)
  }
  expect(stalled.destroyed).toBe(true)
  expect(well.numbers).toEqual(rows.events.map(({ n }) => n))
  expect(topic.size).toBe(1)
})

test('a slow line gets its past piece by piece, and then what was said meanwhile', async () => {
  rows.say(120)
  const topic = await topicWith()
  const line = new Line()
  line.slow = true
  const joining = topic.join(line.socket, 0)
  await soon()
  expect(line.numbers).toHaveLength(50)
  topic.tell(rows.say(10))
  await soon(300)
  line.take()
  await soon()
  line.take()
  await soon()
  line.take()
  await soon()
  line.take()
  await joining
  expect(line.numbers).toEqual(rows.events.map(({ n }) => n))
  // Each piece says how far it goes: a line that breaks goes on from there.
  expect(line.writes.map((bytes) => /^id: (\d+)$/m.exec(bytes.toString())?.[1])).toEqual([
    '50',
    '100',
    '120',
    '130',
    undefined,
  ])
})

test('an idle line hears that it lives', async () => {
  const line = new Line()
  const topic = await topicWith(line)
  topic.tick(Date.now())
  await soon(300)
  const before = line.writes.length
  topic.tick(Date.now() + 14_000)
  await soon()
  expect(line.writes.length).toBe(before)
  topic.tick(Date.now() + 16_000)
  await soon()
  expect(line.writes.slice(before).map(String)).toEqual([':\n\n'])
})

test('the number of viewers is said when it changes', async () => {
  const line = new Line()
  const topic = await topicWith(line)
  const counts = () => line.heard.flatMap(({ event }) => (event?.type === 'viewers' ? [event.count] : []))
  topic.tick(Date.now())
  await soon(300)
  const other = new Line()
  await topic.join(other.socket, null)
  topic.elsewhere = 10
  topic.tick(Date.now())
  await soon(300)
  topic.tick(Date.now())
  await soon(300)
  other.destroy()
  topic.tick(Date.now())
  await soon(300)
  expect(counts().slice(-2)).toEqual([12, 11])
})
