import { AsyncLocalStorage } from 'node:async_hooks'
import type { Context } from '#lib/kernel/context.ts'
import { refuse } from '#lib/kernel/result.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import type { Shelf } from '../inventory-shelf.ts'

// Wraps whatever of the shop touches the outside, so that a process may die at each such point. The test files put
// these in the place of the modules; the shop's own code knows nothing of them.

/** What shall befall one process: frozen after its first transaction, then dead at a certain point. */
export interface Fate {
  /** Called when it is frozen; it goes on when the promise resolves. */
  freeze(): Promise<void>
  /** Right after the provider made its session, or after that was written down, or not at all. */
  readonly dies: 'with the session' | 'with the link' | null
}

/** One process's run of one verb. */
interface Life {
  dead: boolean
  inTransaction: boolean
  fate: Fate | null
  transactions: number
}

/** The process is gone. */
export class Crash extends Error {}

/** Mistakes that shops are really built with. */
export type Mutant =
  | 'no-idempotency-key'
  | 'trust-payload'
  | 'release-first'
  | 'no-payment-uniqueness'
  | 'no-late-refund'
  | 'read-then-write-hold'
  | 'no-refund-key'
  | 'refund-at-once'

export const trouble = {
  mutant: null as Mutant | null,
  /** Whether the process dies at this point. */
  strikes: (): boolean => false,
  /** For how many deeds the process stands still at this point, while the others go on. */
  stalls: (): number => 0,
  /** Whether an answer of the provider is lost, and before or after the work was done. */
  losesAnswer: (_request: string): 'before' | 'after' | null => null,
  /** The provider still takes, or has, money for this reference. */
  takesMoney: (_reference: string): boolean => false,
  /** In place of inventory's own, when it is to be wrong. */
  holdStock: null as Shelf['holdStock'] | null,
  violations: [] as string[],
  crashes: 0,
  gates: 0,
}

const lives = new AsyncLocalStorage<Life>()
/** Set while an event is being applied: what its payload claims of a session. */
const believed = new AsyncLocalStorage<string>()

/** Runs `work` as a process that may die in it; null when it did. */
export async function asLife<T>(work: () => Promise<T>, fate: Fate | null = null): Promise<T | null> {
  try {
    return await lives.run({ dead: false, inTransaction: false, fate, transactions: 0 }, work)
  } catch (error) {
    if (error instanceof Crash) return null
    throw error
  }
}

/** A point at which the process touches the outside. */
function gate(): void {
  const life = lives.getStore()
  if (!life) return
  trouble.gates += 1
  if (!life.dead && trouble.strikes()) {
    life.dead = true
    trouble.crashes += 1
  }
  if (life.dead) throw new Crash()
}

function die(life: Life): never {
  life.dead = true
  trouble.crashes += 1
  throw new Crash()
}

async function between<T>(work: () => PromiseLike<T> | T): Promise<T> {
  gate()
  await standStill()
  const result = await work()
  gate()
  await standStill()
  return result
}

interface Stalled {
  deeds: number
  go(): void
}

const stalled = new Set<Stalled>()
let onStall = () => {}

/** Not while it holds locks: the database would end the others' waiting, and there is no clock for that here. */
async function standStill(): Promise<void> {
  const life = lives.getStore()
  const deeds = life && !life.inTransaction ? trouble.stalls() : 0
  if (deeds === 0) return
  await new Promise<void>((resolve) => {
    stalled.add({ deeds, go: resolve })
    onStall()
  })
}

/** One deed later: whoever has stood still for long enough goes on. */
export function letTimePass(deeds = 1): void {
  for (const one of stalled) {
    one.deeds -= deeds
    if (one.deeds > 0) continue
    stalled.delete(one)
    one.go()
  }
}

/** Resolves when some process begins to stand still. */
export function nextStall(): Promise<void> {
  return new Promise((resolve) => {
    onStall = resolve
  })
}

type Callable = (...args: never[]) => unknown

/** Every call on it, however deep, is a gate before and one after. */
function gated<T extends object>(client: T): T {
  return new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof name === 'symbol' || name === 'then') return value
      if (typeof value === 'function') {
        const call = (...args: never[]) => (value as Callable).apply(target, args)
        return name === '$transaction' || name === '$disconnect'
          ? call
          : (...args: never[]) => between(() => call(...args))
      }
      return typeof value === 'object' && value !== null ? gated(value) : value
    },
  })
}

interface TransactionModule {
  inTransaction(work: (tx: Tx) => Promise<unknown>): Promise<unknown>
}

export function withTransactions<M>(actual: M): M {
  const { inTransaction } = actual as unknown as TransactionModule
  const wrapped = async (work: (tx: Tx) => Promise<unknown>) => {
    const life = lives.getStore()
    if (!life) return inTransaction(work)
    const result = await between(() =>
      inTransaction((tx) => {
        // Its own life inside, so that a provider call in there is seen; death goes through both.
        const inside = { ...life, inTransaction: true }
        const done = lives.run(inside, () => between(() => work(gated(tx))))
        return done.finally(() => {
          life.dead ||= inside.dead
        })
      }),
    )
    life.transactions += 1
    if (life.transactions === 1) await life.fate?.freeze()
    // The order's, the claim's, the link's.
    if (life.transactions === 3 && life.fate?.dies === 'with the link') die(life)
    return result
  }
  return { ...actual, inTransaction: wrapped }
}

interface DbModule {
  db(): object
}

export function withDb<M>(actual: M): M {
  const { db } = actual as DbModule
  return { ...actual, db: () => (lives.getStore() ? gated(db()) : db()) }
}

type Asking = (...args: never[]) => Promise<unknown>

/** Each request to the provider may be the last thing a process does, or have its answer lost. */
export function withGateway<M extends object>(actual: M): M {
  const wrapped = { ...actual } as Record<string, unknown>
  for (const name of [
    'createSession',
    'readSession',
    'expireSession',
    'listSessions',
    'createRefund',
    'readRefund',
    'listRefunds',
  ]) {
    const ask = (actual as Record<string, Asking>)[name]
    if (!ask) throw new Error(`the gateway has no ${name}`)
    wrapped[name] = (...args: never[]) => askThrough(name, ask, args)
  }
  return wrapped as unknown as M
}

async function askThrough(name: string, ask: Asking, args: never[]): Promise<unknown> {
  const life = lives.getStore()
  if (life?.inTransaction) trouble.violations.push(`${name} was called inside a transaction`)
  const lost = life ? trouble.losesAnswer(name) : null
  const silent = refuse({ code: 'silent', detail: 'lost on the way' })
  if (lost === 'before') return between(() => silent)
  const answer = await between(() => ask(...mutated(name, args)))
  if (life && name === 'createSession' && life.fate?.dies === 'with the session') die(life)
  return lost === 'after' ? silent : believe(name, answer)
}

let madeUp = 0

function mutated(name: string, args: never[]): never[] {
  const another = `another-${madeUp++}` as never
  const isKeyless =
    (trouble.mutant === 'no-idempotency-key' && name === 'createSession') ||
    (trouble.mutant === 'no-refund-key' && name === 'createRefund')
  return isKeyless ? [args[0] as never, another] : args
}

/** The mutant that takes an event at its word: "completed" is money. */
function believe(name: string, answer: unknown): unknown {
  const claim = believed.getStore()
  if (trouble.mutant !== 'trust-payload' || name !== 'readSession' || !claim) return answer
  const { ok, value } = answer as { ok: boolean; value?: object }
  return ok && claim === 'checkout.session.completed'
    ? { ok, value: { ...value, status: 'complete', paid: true, failed: false } }
    : answer
}

export function applyingEvent<T>(type: string, work: () => Promise<T>): Promise<T> {
  return believed.run(type, work)
}

/** Nothing may be given to others while the provider still takes money for it. */
export function withReleaseHold<M>(actual: M): M {
  const { releaseHold } = actual as {
    releaseHold(tx: Tx, context: Context, reference: string): Promise<boolean>
  }
  return {
    ...actual,
    releaseHold: (tx: Tx, context: Context, reference: string) => {
      if (trouble.takesMoney(reference))
        trouble.violations.push(`${reference} was released while the provider could still be paid`)
      return releaseHold(tx, context, reference)
    },
  }
}
