import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeDb, db } from '#lib/kernel/db.ts'
import { authSecret } from '#lib/members/auth-secret.ts'
import { setupKey } from '#lib/members/setup-key.ts'
import { ensureBuild } from '#server/supervisor/build.ts'
import { Books, type Change } from '../fixtures/actions/books.ts'
import { type Sent, sentenceOf } from '../fixtures/actions/call.ts'
import { type Call, caller, type Heard } from '../fixtures/actions/caller.ts'
import { type Deed, form } from '../fixtures/actions/deed.ts'
import { DEEDS } from '../fixtures/actions/deeds.ts'
import { type House, openHouse } from '../fixtures/actions/house.ts'
import { type BuiltAction, builtActions, ROOT } from '../fixtures/actions/manifest.ts'
import { PERSONAS, type Persona, type SideName } from '../fixtures/actions/personas.ts'
import type { Side } from '../fixtures/actions/side.ts'
import { type Caller, makeWorld, type World } from '../fixtures/actions/world.ts'
import { useTestDatabase } from '../fixtures/database.ts'

// Every server action is an address that anybody can post to. Here everybody does: over HTTP, through the door, with
// their own session, about their own things and about others'. Whether something was done is read in the database,
// why it was not in the log.

let house: House
let books: Books
let world: World
let built: ReadonlyMap<string, BuiltAction>
let browser: ReturnType<typeof caller>

useTestDatabase(closeDb)

beforeAll(async () => {
  await ensureBuild({ root: ROOT })
  built = builtActions()
  const { DATABASE_URL = '', AUTH_SECRET = '' } = process.env
  world = await makeWorld(AUTH_SECRET)
  books = await Books.open(DATABASE_URL)
  await books.keep()
  house = await openHouse(DATABASE_URL, AUTH_SECRET)
  browser = caller(house, world)
}, 300_000)

afterAll(async () => {
  await house?.close()
  await books?.close()
})

const actionOf = (key: string): BuiltAction => {
  const action = built.get(key)
  if (!action) throw new Error(`The build knows no action ${key}.`)
  return action
}

interface Outcome extends Heard {
  readonly changes: readonly Change[]
  readonly tables: readonly string[]
}

/** One call on an untouched house; what it changed is undone. */
async function attempt(call: () => Promise<Heard>): Promise<Outcome> {
  await books.forgetCounts()
  const heard = await call()
  const changes = await books.changes()
  if (changes.length > 0) await books.restore()
  return { ...heard, changes, tables: changes.map(({ table }) => table).sort() }
}

const tried = (key: string, by: Caller, on: Side, sent: Sent, more: Partial<Call> = {}) =>
  attempt(() => browser.call({ action: actionOf(key), by, on, sent, ...more }))

/** What is not as it should be about a call that must be refused for this reason and no other. */
async function flawsOfRefusal(
  outcome: Outcome,
  deed: Deed,
  by: Caller,
  fault: string | null,
): Promise<string[]> {
  const flaws: string[] = []
  const noted = fault === null ? [] : (deed.noted ?? [])
  const changed = outcome.tables.filter((table) => !noted.includes(table))
  if (changed.length > 0) flaws.push(`changed ${changed.join(', ')}`)
  if (fault === null || changed.length > 0) {
    const line = house.heard(outcome.requestId)
    if (fault === null && line) flaws.push(`was refused: ${line.fault}`)
    return flaws
  }
  const line = await house.refusal(outcome.requestId)
  const said = { action: line.action, fault: line.fault, actor: line.actor }
  const due = { action: deed.action, fault, actor: world.people[by].id }
  if (JSON.stringify(said) !== JSON.stringify(due))
    flaws.push(`logged ${JSON.stringify(said)} for ${JSON.stringify(due)}`)
  return flaws
}

function flawsOfSentence({ state, status }: Outcome): string[] {
  return status === 200 && sentenceOf(state) ? [] : [`no sentence (${status}): ${JSON.stringify(state)}`]
}

/** What is not as it should be about a call that must be done. */
function flawsOfSuccess(outcome: Outcome, deed: Deed, by: Persona, on: SideName): string[] {
  const due = [...deed.changes].sort()
  const line = house.heard(outcome.requestId)
  const flaws = line ? [`refused: ${line.action} ${line.fault}`] : []
  if (outcome.status !== 200) flaws.push(`answered ${outcome.status}`)
  if (outcome.tables.join() !== due.join())
    flaws.push(`changed ${outcome.tables.join(', ') || 'nothing'}; should: ${due.join(', ')}`)
  const rows = outcome.changes.flatMap(({ gone, come }) => [...gone, ...come])
  const touched = thingsOf(on === 'near' ? world.far : world.near).filter((id) =>
    rows.some((row) => row.includes(id)),
  )
  if (touched.length > 0) flaws.push(`touched what is the others': ${touched.join(', ')}`)
  const own = [world.people[by].id, ...(deed.whose ? [deed.whose(world[on])] : [])]
  for (const { table, gone } of outcome.changes)
    if ((table === 'user' || table === 'session') && gone.some((row) => !own.some((id) => row.includes(id))))
      flaws.push(`changed somebody else's ${table}`)
  // Who did it, and in which request, stands in the trail and goes along with what follows from it.
  for (const { table, come } of outcome.changes) {
    if (table === 'audit_entry' && !come.every((row) => row.includes(`"actor_id": "${world.people[by].id}"`)))
      flaws.push('the trail names somebody else')
    if (
      (table === 'audit_entry' || table === 'outbox') &&
      !come.every((row) => row.includes(`"request_id": "${outcome.requestId}"`))
    )
      flaws.push(`${table} names another request`)
  }
  return flaws
}

/** The ids of everything that is a side's; people go where they want. */
function thingsOf({ buyer: _, muted: __, ...things }: Side): string[] {
  return JSON.stringify(things).match(/\b(?!usr_)[a-z]{3}_[0-9a-hjkmnp-tv-z]{22}\b/g) ?? []
}

test('every server action of the build stands in the table, and nothing else does', () => {
  expect([...built.keys()].sort()).toEqual(Object.keys(DEEDS).sort())
})

describe.each(Object.entries(DEEDS))('%s', (key, deed) => {
  const sides: readonly SideName[] = deed.selfish ? ['near'] : ['near', 'far']
  /** Somebody who may. */
  const [one = 'admin'] = deed.may.near

  test('is done for those who may and refused to everybody else', async () => {
    const flaws: string[] = []
    for (const on of sides)
      for (const by of PERSONAS) {
        const outcome = await tried(key, by, world[on], deed.send(world[on], world))
        const may = deed.may[on].includes(by)
        const fault = may ? null : deed.refused(by, on)
        const found = may
          ? flawsOfSuccess(outcome, deed, by, on)
          : await flawsOfRefusal(outcome, deed, by, fault)
        if (fault !== null) found.push(...flawsOfSentence(outcome))
        flaws.push(...found.map((flaw) => `${by}, ${on}: ${flaw}`))
      }
    expect(flaws).toEqual([])
  })

  if (deed.crossed)
    test('does nothing to what is others’ beside what is one’s own', async () => {
      const flaws: string[] = []
      for (const on of sides) {
        const other = on === 'near' ? world.far : world.near
        for (const [what, { sent, fault, by = deed.may[on] }] of Object.entries(
          deed.crossed?.(world[on], other, world) ?? {},
        ))
          for (const persona of by) {
            const outcome = await tried(key, persona, world[on], sent)
            const found = await flawsOfRefusal(outcome, deed, persona, fault)
            if (fault !== null) found.push(...flawsOfSentence(outcome))
            flaws.push(...found.map((flaw) => `${persona}, ${on}, ${what}: ${flaw}`))
          }
      }
      expect(flaws).toEqual([])
    })

  test('refuses a field that nobody asked for', async () => {
    const flaws: string[] = []
    for (const name of ['isAdmin', 'total', 'price']) {
      const outcome = await tried(key, one, world.near, withField(deed.send(world.near, world), name))
      const found = await flawsOfRefusal(outcome, deed, one, 'input')
      flaws.push(...found.map((flaw) => `${name}: ${flaw}`))
    }
    expect(flaws).toEqual([])
  })

  test('is not reached from anywhere but a page of ours', async () => {
    const flaws: string[] = []
    for (const [what, { provenance, status, proof }] of Object.entries(elsewhere())) {
      const sent = deed.send(world.near, world)
      const heard = await browser.call({ action: actionOf(key), by: one, on: world.near, sent, provenance })
      if (heard.status !== status) flaws.push(`${what}: ${heard.status}`)
      else expect(await house.refusal(heard.requestId)).toMatchObject({ proof })
    }
    expect(flaws).toEqual([])
    expect(await books.changes()).toEqual([])
  })

  test('refuses what is no form at all', async () => {
    const flaws: string[] = []
    for (const args of [
      [null, { nonsense: '1' }],
      [null, 'text'],
      [null, [7]],
      [7, 7, 7],
    ]) {
      const outcome = await tried(key, one, world.near, { args })
      const found = await flawsOfRefusal(outcome, deed, one, 'input')
      found.push(...flawsOfSentence(outcome))
      flaws.push(...found.map((flaw) => `${JSON.stringify(args)}: ${flaw}`))
    }
    expect(flaws).toEqual([])
  })
})

test('a form without JavaScript is judged the same', async () => {
  const flaws: string[] = []
  for (const [key, deed] of Object.entries(DEEDS)) {
    const by = PERSONAS.find((persona) => !deed.may.near.includes(persona) && deed.refused(persona, 'near'))
    const sent = deed.send(world.near, world)
    // Some are for everybody, and some are called by scripts alone.
    if (!by || !('form' in sent)) continue
    const call = { action: actionOf(key), by, on: world.near, form: sent.form }
    const outcome = await attempt(() => browser.callBare(call))
    const found = await flawsOfRefusal(outcome, deed, by, deed.refused(by, 'near'))
    flaws.push(...found.map((flaw) => `${key}, ${by}: ${flaw}`))
  }
  expect(flaws).toEqual([])
})

test('who was shut out while signed in is a guest to every action', async () => {
  const flaws: string[] = []
  for (const [key, deed] of Object.entries(DEEDS)) {
    const fault = deed.may.near.includes('nobody') ? null : deed.refused('nobody', 'near')
    if (fault === null) continue
    const outcome = await tried(key, 'shut', world.near, deed.send(world.near, world))
    const found = await flawsOfRefusal(outcome, deed, 'shut', fault)
    flaws.push(...found.map((flaw) => `${key}: ${flaw}`))
  }
  expect(flaws).toEqual([])
})

test.each(['orders/[order]#payNow', 'orders/[order]#cancelNow'])(
  'who holds an order’s own link may, without an account: %s',
  async (key) => {
    const deed = DEEDS[key] as Deed
    const sent = deed.send(world.near, world)
    const { key: link } = world.near.orders[key.endsWith('payNow') ? 'held' : 'paid']
    const outcome = await tried(key, 'nobody', world.near, withField(sent, 'key', link))
    expect(flawsOfSuccess(outcome, deed, 'nobody', 'near')).toEqual([])
  },
)

test('the first run is for whoever comes first with the key, and for nobody after', async () => {
  const key = 'setup#setUp'
  const keyless = (DEEDS[key] as Deed).send(world.near, world)
  const sent = withField(keyless, 'key', setupKey(authSecret()))
  await books.empty()
  try {
    const refused = await browser.call({ action: actionOf(key), by: 'nobody', on: world.near, sent: keyless })
    expect(await house.refusal(refused.requestId)).toMatchObject({ fault: 'setup-key-wrong' })
    expect(await db().user.count()).toBe(0)
    const call = { action: actionOf(key), by: 'nobody', on: world.near, sent } as const
    expect((await browser.call(call)).redirect).toContain('/coop/mine')
    expect(await db().user.findMany({ select: { email: true, platformAdmin: true } })).toEqual([
      { email: 'me@village.example', platformAdmin: true },
    ])
    const { requestId } = await browser.call(call)
    expect(await house.refusal(requestId)).toMatchObject({ fault: 'already-set-up' })
    expect(await db().user.count()).toBe(1)
  } finally {
    await books.restore()
  }
})

test.each([
  ['of no action', `60${'0'.repeat(40)}`],
  ['that is no id', 'packNow'],
  ['of an object’s own', '__proto__'],
  ['of every object', 'constructor'],
  ['that leads elsewhere', '../../../lib/orders/refund-order'],
])('an id %s does nothing', async (_, id) => {
  const action = { ...actionOf('coop/[coop]/orders#packNow'), id }
  const sent = form({ orderId: world.near.orders.paid.id })
  const outcome = await attempt(() => browser.call({ action, by: 'admin', on: world.near, sent }))
  expect(outcome).toMatchObject({ tables: [], state: undefined, redirect: null })
  expect(outcome.status).toBeGreaterThanOrEqual(400)
  expect(outcome.status).toBeLessThan(500)
})

/** Where a request may say that it comes from, and what the door thinks of it. */
function elsewhere() {
  return {
    'another site': { provenance: { origin: 'https://evil.example' }, status: 403, proof: 'foreign' },
    nowhere: { provenance: {}, status: 403, proof: 'unproved' },
    'a sandboxed frame': { provenance: { origin: 'null' }, status: 403, proof: 'foreign' },
    'what is no origin': { provenance: { origin: `${house.url}/` }, status: 400, proof: 'malformed' },
    'our name in a foreign mouth': {
      provenance: { origin: house.url, 'sec-fetch-site': 'cross-site' },
      status: 403,
      proof: 'foreign',
    },
  }
}

function withField(sent: Sent, name: string, value = '1'): Sent {
  if ('args' in sent) {
    const [first, ...rest] = sent.args
    return { args: [{ value: first, [name]: value }, ...rest] }
  }
  const before = sent.form[name]
  return form({ ...sent.form, [name]: typeof before === 'string' ? [before, value] : value })
}
